#pragma once

#include "audit/log.hpp"

#include <string>
#include <string_view>

namespace certwright::audit {

/// What stands before the first event: 64 zeros.
extern const std::string_view first_link;

/// The hash of an event (its own `hash` does not count): lower-case hexadecimal SHA-256 over
///
///     "certwright audit event 1\n"
///     previous hash             32 bytes
///     sequence, at              8 bytes each, big-endian; `at` in microseconds since 1970
///     actor, action, subject, details, request_id
///                               each as its length in bytes (8 bytes, big-endian) and its UTF-8 bytes
///
/// Lengths go first so that no two events have the same encoding. The chain shows tampering to whoever
/// keeps a later hash elsewhere; somebody who may write the whole database can make a new chain.
std::string link(std::string_view previous, const Event& event);

}  // namespace certwright::audit
