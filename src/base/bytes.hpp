#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace certwright {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;

/// The same memory seen as bytes, and back as characters.
BytesView as_bytes(std::string_view text) noexcept;
std::string_view as_text(BytesView bytes) noexcept;

/// Lower-case hexadecimal, two characters a byte.
std::string to_hex(BytesView bytes);
/// Accepts both cases. Throws Fault::invalid.
Bytes from_hex(std::string_view text);

/// RFC 4648 section 4 with padding.
std::string to_base64(BytesView bytes);
/// Accepts RFC 4648 section 4, padding required, white space ignored. Throws Fault::invalid.
Bytes from_base64(std::string_view text);
/// RFC 4648 section 5 without padding: safe in URLs, cookies and tokens.
std::string to_base64url(BytesView bytes);
/// Accepts RFC 4648 section 5 without padding. Throws Fault::invalid.
Bytes from_base64url(std::string_view text);

}  // namespace certwright
