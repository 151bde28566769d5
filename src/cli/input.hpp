#pragma once

#include "base/secret.hpp"

#include <string>

namespace certwright::cli {

/// The first line of a file, or of standard input for "-": how passwords and keys come in, never as an
/// argument that the process list would show. Throws Fault::not_found, Fault::invalid when it is empty.
Secret read_secret(const std::string& path);

/// Asks on the terminal. Throws Fault::invalid when there is none.
std::string ask(const std::string& question);
/// The same without showing what is typed.
Secret ask_hidden(const std::string& question);
/// True for y or yes. Throws Fault::invalid with `otherwise` as hint when there is no terminal to ask on.
bool confirm(const std::string& question, const std::string& otherwise);

}  // namespace certwright::cli
