#include "aws/credentials/file.hpp"

#include "base/ascii.hpp"

#include <fstream>

namespace certwright::aws {

std::optional<std::string> read_small_file(const std::string& path) {
    constexpr std::size_t largest = 1024 * 1024;
    std::ifstream file{path, std::ios::binary};
    if (!file) return std::nullopt;
    std::string content(largest + 1, '\0');
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    // A directory opens, but cannot be read.
    if (file.bad() || (file.fail() && !file.eof())) return std::nullopt;
    content.resize(static_cast<std::size_t>(file.gcount()));
    if (content.size() > largest) return std::nullopt;
    return content;
}

std::optional<Secret> read_token_file(const std::string& path) {
    auto content = read_small_file(path);
    if (!content) return std::nullopt;
    const std::string_view trimmed = ascii::trimmed(*content);
    if (trimmed.empty()) return std::nullopt;
    Secret token{std::string{trimmed}};
    wipe(*content);
    return token;
}

}  // namespace certwright::aws
