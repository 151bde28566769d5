#include "x509/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

bool is_control(unsigned char byte) {
    return byte < 0x20 || byte == 0x7f;
}
bool is_continuation(unsigned char byte) {
    return (byte & 0xc0) == 0x80;
}

/// Bytes of the well-formed sequence at the start of `text` (Unicode table 3-7), 0 when there is none.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    if (first < 0xc2 || first > 0xf4) return 0;
    const std::size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (!is_continuation(byte(i))) return 0;
    const unsigned char second = byte(1);
    const bool overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    const bool surrogate = first == 0xed && second > 0x9f;
    const bool beyond = first == 0xf4 && second > 0x8f;
    return overlong || surrogate || beyond ? 0 : length;
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string escaped(std::string_view bytes) {
    const bool utf8 = is_utf8(bytes);
    std::string text;
    text.reserve(bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_control(byte) || c == '\\' || (byte >= 0x80 && !utf8))
            text += fmt::format("\\{:02X}", byte);
        else
            text += c;
    }
    return text;
}

std::string readable(std::string_view bytes, std::size_t limit) {
    constexpr std::string_view ellipsis = " …";
    const bool utf8 = is_utf8(bytes);
    std::string text{bytes};
    for (char& c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((is_control(byte) && c != '\n') || (byte >= 0x80 && !utf8)) c = '.';
    }
    text.erase(0, std::min(text.find_first_not_of(" \n"), text.size()));
    text.erase(text.find_last_not_of(" \n") + 1);
    if (text.size() <= limit) return text;
    std::size_t end = limit - ellipsis.size();
    while (end > 0 && is_continuation(static_cast<unsigned char>(text[end]))) --end;
    return text.substr(0, end).append(ellipsis);
}

}  // namespace certwright::x509
