#pragma once

#include "cli/command.hpp"

#include <string>
#include <vector>

namespace certwright::cli {

/// Everything that `certwright` can do.
Command command_tree();

/// Runs one command line without the program's name; the exit code. Errors go to standard error.
int run(const std::vector<std::string>& words);

}  // namespace certwright::cli
