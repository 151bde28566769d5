#pragma once

#include "cli/command.hpp"

#include <vector>

namespace certwright::cli {

/// The verbs of `certwright cert` that look for what is wrong, or missing.
std::vector<Command> cert_check_commands();

}  // namespace certwright::cli
