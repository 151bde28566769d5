#pragma once

#include "base/secret.hpp"

#include <cstddef>
#include <string>

/// Files that certificates and keys come from and go to.
namespace certwright::cli {

/// The whole of a file, or of standard input for "-": a key may be in it. Throws Fault::not_found, and
/// Fault::invalid when it has more than `most` bytes.
Secret read_whole_file(const std::string& path, std::size_t most);
/// Writes a new file that nobody else may read, or standard output for "-". Throws Fault::conflict when there
/// is one of that name and `replace` is not set.
void write_private_file(const std::string& path, const Secret& content, bool replace);

}  // namespace certwright::cli
