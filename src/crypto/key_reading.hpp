#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"
#include "crypto/native_key.hpp"

#include <optional>

namespace certwright::crypto {

/// Reads a private key in DER and tells by its first elements whether it is PKCS#8, encrypted PKCS#8,
/// PKCS#1 or SEC1: labels of PEM blocks are often wrong. Not yet known to be sound. Throws Fault::invalid.
NativeKey read_key(BytesView der, const std::optional<Secret>& password);

}  // namespace certwright::crypto
