#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"

#include <string_view>

namespace certwright::crypto {

/// HKDF-SHA-256 (RFC 5869): a key for one purpose out of a key that has full strength already.
/// `purpose` (RFC: info) keeps the keys of different uses apart; `size` is at most 8160 bytes.
Secret derive(const Secret& key, std::string_view purpose, std::size_t size, BytesView salt = {});

}  // namespace certwright::crypto
