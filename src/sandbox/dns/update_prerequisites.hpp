#pragma once

#include "dns/native.hpp"
#include "sandbox/dns/answer.hpp"

#include <optional>

typedef struct ldns_struct_rr_list ldns_rr_list;

namespace certwright::sandbox {

/// What an UPDATE message wants to be there, or not to be there, before it changes anything (RFC 2136
/// section 3.2): the code of the first that does not hold; absent when all do.
std::optional<Rcode> unmet_prerequisite(const Zone& zone, const ldns_rr_list& prerequisites);

}  // namespace certwright::sandbox
