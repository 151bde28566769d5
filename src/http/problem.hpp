#pragma once

#include "base/error.hpp"
#include "http/reply.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::http {

/// The status that a fault is answered with (docs/api.md has the table).
int status_of(Fault fault);

/// An RFC 9457 problem document. Of Fault::internal nothing but the request id goes out: the log has
/// the rest. `status` replaces the fault's own where HTTP has a finer word (400, 405, 412, 415).
Reply problem(const Error& error, std::string_view request_id, std::optional<int> status = {});

}  // namespace certwright::http
