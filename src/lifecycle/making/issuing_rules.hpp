#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "lifecycle/deployment/refusal.hpp"

#include <optional>
#include <vector>

namespace certwright::lifecycle {

/// Why a certificate must not be used to sign others at all: it is no authority, may not sign, is too old.
std::optional<Refusal> why_not_authority(BytesView certificate, Time now);

/// Why `made`, which the first of `authorities` signed and each is certified by the one after it, would not
/// be accepted: it outlives one of them, breaks a path length or a name constraint, or has a weak key.
std::optional<Refusal> why_not_issued(BytesView made, const std::vector<Bytes>& authorities);

/// Throws Fault::invalid with the rule, when there is one.
void refuse(const std::optional<Refusal>& refusal, const std::string& attempt);

}  // namespace certwright::lifecycle
