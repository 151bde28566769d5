#pragma once

#include "base/bytes.hpp"

#include <string>

namespace certwright::crypto {

/// MD5 (RFC 1321) as 32 lower-case hexadecimal digits, only because Amazon SQS names messages' contents by
/// it. Never for security.
std::string md5_hex(BytesView data);

}  // namespace certwright::crypto
