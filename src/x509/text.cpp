#include "x509/text.hpp"

#include "base/utf8.hpp"

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

}  // namespace

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
