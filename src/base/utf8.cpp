#include "base/utf8.hpp"

#include <fmt/format.h>

namespace certwright {

std::size_t utf8_length(std::string_view text) noexcept {
    if (text.empty()) return 0;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead < 0xc2 || lead > 0xf4) return 0;
    const std::size_t length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (text.size() < length) return 0;
    for (std::size_t at = 1; at < length; ++at)
        if ((byte(at) & 0xc0) != 0x80) return 0;
    const bool overlong = (lead == 0xe0 && byte(1) < 0xa0) || (lead == 0xf0 && byte(1) < 0x90);
    const bool surrogate = lead == 0xed && byte(1) > 0x9f;
    const bool beyond = lead == 0xf4 && byte(1) > 0x8f;
    return overlong || surrogate || beyond ? 0 : length;
}

bool is_utf8(std::string_view text) noexcept {
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

bool is_storable_text(std::string_view text) noexcept {
    return text.find('\0') == std::string_view::npos && is_utf8(text);
}

std::string_view utf8_prefix(std::string_view text, std::size_t most) noexcept {
    if (text.size() <= most) return text;
    // A byte that continues a character is not where one begins.
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
    return text.substr(0, most);
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t longest = 200;
    std::string result = "\"";
    while (!text.empty() && result.size() < longest) {
        const std::size_t length = utf8_length(text);
        const auto lead = static_cast<unsigned char>(text.front());
        if (lead == '"' || lead == '\\')
            result.append("\\").append(1, text.front());
        else if (length == 0 || lead < 0x20 || lead == 0x7f)
            result += fmt::format("\\x{:02x}", lead);
        else
            result += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return result + (text.empty() ? "\"" : "…\"");
}

}  // namespace certwright
