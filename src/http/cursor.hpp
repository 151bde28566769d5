#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::http {

/// Where a page ended, for the client an opaque word: the values of the sort columns of its last row.
std::string encode_cursor(const std::vector<std::string>& parts);

/// Throws Fault::invalid naming the field `cursor` unless the text came from encode_cursor() with
/// that many parts.
std::vector<std::string> decode_cursor(std::string_view text, std::size_t parts);
/// A part that is a number from 0. Throws as decode_cursor() does.
std::int64_t cursor_number(std::string_view part);
/// The same for a cursor of that part alone.
std::int64_t decode_cursor_number(std::string_view text);

}  // namespace certwright::http
