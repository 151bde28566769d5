#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace certwright::vault {

enum class Existing { keep, replace };

/// Writes a file of mode 0600 so that after a crash there is either the old one or the new one: a
/// temporary file in the same directory is flushed to the disk and then linked or renamed into place.
/// Only one process at a time may replace: it removes what a killed one left beside the file.
/// Returns false when the file existed and was kept. Throws Fault::unavailable with the system's reason.
bool write_durably(const std::filesystem::path& path, std::string_view content, Existing existing);

/// The content of a regular file that only its owner may read. Throws Fault::unavailable or
/// Fault::forbidden.
std::string read_private(const std::filesystem::path& path);

}  // namespace certwright::vault
