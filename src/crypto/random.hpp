#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"

namespace certwright::crypto {

/// Unpredictable bytes from OpenSSL's generator, seeded by the kernel.
Bytes random_bytes(std::size_t count);
/// The same for keys: drawn from the generator kept for private material.
Secret random_secret(std::size_t count);

}  // namespace certwright::crypto
