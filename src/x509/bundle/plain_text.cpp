#include "x509/bundle/plain_text.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "crypto/key_block.hpp"

#include <algorithm>

namespace certwright::x509 {
namespace {

constexpr std::string_view base64_characters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n";
constexpr std::size_t least_base64_size = 64;  // no structure of interest is shorter

/// Where in each pair of bytes the one is that ASCII leaves 0; nothing when that is not UTF-16.
std::optional<std::size_t> place_of_high_byte(BytesView content) {
    if (content.size() < 2 || content.size() % 2 != 0) return std::nullopt;
    if (content[0] == 0xFF && content[1] == 0xFE) return 1;
    if (content[0] == 0xFE && content[1] == 0xFF) return 0;
    if (content[0] == '-' && content[1] == 0) return 1;
    if (content[0] == 0 && content[1] == '-') return 0;
    return std::nullopt;
}

}  // namespace

std::optional<Secret> from_utf16(BytesView content) {
    const auto high = place_of_high_byte(content);
    if (!high) return std::nullopt;
    std::string text;
    text.reserve(content.size() / 2);  // so that no copy is left behind
    for (std::size_t i = 0; i < content.size(); i += 2) {
        const bool is_ascii = content[i + *high] == 0 && content[i + 1 - *high] < 0x80;
        text += is_ascii ? static_cast<char>(content[i + 1 - *high]) : ' ';
    }
    return Secret{std::move(text)};
}

std::optional<Secret> with_line_ends(std::string_view text) {
    if (text.find("\\n") == std::string_view::npos) return std::nullopt;
    std::string plain{text};
    for (std::size_t i = 0; i + 1 < plain.size(); ++i) {
        if (plain[i] != '\\' || (plain[i + 1] != 'n' && plain[i + 1] != 'r')) continue;
        plain[i] = ' ';
        plain[++i] = '\n';
    }
    return Secret{std::move(plain)};
}

std::optional<Secret> from_bare_base64(std::string_view text) {
    text = ascii::trimmed(text);
    if (text.size() < least_base64_size ||
        text.find_first_not_of(base64_characters) != std::string_view::npos)
        return std::nullopt;
    try {
        return crypto::decode_private_base64(text);
    } catch (const Error&) {
        return std::nullopt;  // a word of letters only is no base64
    }
}

}  // namespace certwright::x509
