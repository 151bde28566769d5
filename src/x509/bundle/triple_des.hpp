#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace certwright::x509 {

/// Java's PBEWithMD5AndTripleDES: MD5 of each half of the salt with the password, repeated, is a key of 24
/// bytes and an initial vector of 8. Of characters the lower 7 bits count. `salt` has 8 bytes.
Secret java_triple_des_key(std::string_view password, BytesView salt, std::int64_t iterations);

/// DES-EDE3-CBC under such a key; nothing when the padding says that it is the wrong one.
std::optional<Secret> open_triple_des(BytesView sealed, const Secret& key_and_vector);

}  // namespace certwright::x509
