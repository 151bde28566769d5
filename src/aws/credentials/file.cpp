#include "aws/credentials/file.hpp"

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
    const std::size_t start = content->find_first_not_of(" \t\r\n");
    if (start == std::string::npos) return std::nullopt;
    Secret token{content->substr(start, content->find_last_not_of(" \t\r\n") - start + 1)};
    wipe(*content);
    return token;
}

}  // namespace certwright::aws
