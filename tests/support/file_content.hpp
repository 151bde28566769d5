#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace certwright::test {

/// Empty when the file cannot be read.
inline std::string file_content(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace certwright::test
