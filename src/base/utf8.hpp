#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace certwright {

/// Bytes of the well-formed UTF-8 sequence at the front of `text` (Unicode 15 table 3-7: no overlong forms,
/// no surrogates, nothing past U+10FFFF); 0 when it is malformed or there is none.
std::size_t utf8_length(std::string_view text) noexcept;
bool is_utf8(std::string_view text) noexcept;

/// What both databases can keep as text: UTF-8 without NUL.
bool is_storable_text(std::string_view text) noexcept;

/// The longest beginning of well-formed `text` that has at most `most` bytes and cuts no character in two.
std::string_view utf8_prefix(std::string_view text, std::size_t most) noexcept;

/// `text` in double quotes for an error, whatever it is: quotes, backslashes, control characters and what is
/// no UTF-8 as escapes, the whole cut at 200 bytes. (fmt's own "{:?}" ends the process over a broken
/// sequence.)
std::string in_quotes(std::string_view text);

}  // namespace certwright
