#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"

#include <cstdint>

namespace certwright::crypto {

/// What guessing one password costs. The default is the second choice of RFC 9106 section 4 with one
/// lane, about 0.2 s; tests use a few KiB.
struct Argon2Cost {
    std::uint32_t memory_kib = 64 * 1024;
    std::uint32_t passes = 3;
    std::uint32_t lanes = 1;

    bool operator==(const Argon2Cost&) const = default;
};

/// Argon2id version 0x13 (RFC 9106). `pepper` (there: K) and `associated_data` (X) may be empty; the
/// salt has at least 8 bytes.
Secret argon2id(const Secret& password, BytesView salt, const Argon2Cost& cost, std::size_t size,
                BytesView pepper = {}, BytesView associated_data = {});

/// A 256-bit key out of a passphrase that somebody typed.
inline Secret derive_from_passphrase(const Secret& passphrase, BytesView salt, const Argon2Cost& cost = {}) {
    return argon2id(passphrase, salt, cost, 32);
}

}  // namespace certwright::crypto
