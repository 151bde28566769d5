#pragma once

#include "cli/command.hpp"

namespace certwright::cli {

Command retry_command();
Command cancel_command();

}  // namespace certwright::cli
