#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"

#include <optional>
#include <string_view>

namespace certwright::crypto {

inline constexpr std::size_t aead_key_size = 32;
inline constexpr std::size_t aead_nonce_size = 12;
inline constexpr std::size_t aead_tag_size = 16;

/// Encrypts with AES-256-GCM (NIST SP 800-38D) under a fresh random nonce: the result is nonce, then
/// ciphertext, then tag. One key may seal at most 2^32 messages (section 8.3 there).
Bytes seal(const Secret& key, std::string_view plaintext, std::string_view associated_data);

/// What was sealed with this key and associated data; nothing when any bit of the three differs.
std::optional<Secret> open(const Secret& key, BytesView sealed, std::string_view associated_data);

}  // namespace certwright::crypto
