#pragma once

#include <string_view>
#include <vector>

namespace certwright {

/// A file that the build put into the binary (cmake/embed.cmake).
struct EmbeddedFile {
    std::string_view path;  ///< relative to the embedded directory, with forward slashes
    std::string_view content;
};

}  // namespace certwright
