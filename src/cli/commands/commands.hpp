#pragma once

#include "base/secret.hpp"
#include "cli/command.hpp"

/// One function for each noun, in the order of the help.
namespace certwright::cli {

Command serve_command();
Command admin_commands();

}  // namespace certwright::cli
