#pragma once

#include "crypto/der.hpp"

#include <cstddef>

/// How much a key may ask of its reader.
namespace certwright::crypto {

/// Signing gets slow with the third power.
inline constexpr int max_rsa_bits = 8192;

/// Of PBKDF2 or an elder; about two seconds of one processor.
inline constexpr int max_key_iterations = 2'000'000;

/// In bytes: what OpenSSL reads of the password of a traditional PEM block.
inline constexpr std::size_t max_key_password = 1024;

/// An RSA key of 8192 bits has 5 KiB.
inline constexpr DerKind private_key_kind{
    .name = "the private key",
    .hint = "give one private key: PKCS#8, PKCS#1 or SEC1, in PEM or DER",
    .max_size = 16 * 1024,
};

}  // namespace certwright::crypto
