#pragma once

#include "crypto/digest.hpp"

#include <string_view>

namespace certwright::crypto {

/// HMAC-SHA-256 (RFC 2104, RFC 4231); the key may have any length, also none.
Sha256Digest hmac_sha256(BytesView key, BytesView message);
Sha256Digest hmac_sha256(BytesView key, std::string_view message);
Sha256Digest hmac_sha256(std::string_view key, std::string_view message);

}  // namespace certwright::crypto
