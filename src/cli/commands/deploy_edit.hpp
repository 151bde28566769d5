#pragma once

#include "cli/command.hpp"

namespace certwright::cli {

/// `certwright deploy edit NAME --pause 30m`, or `--all-at-once`
Command edit_deployment_command();

}  // namespace certwright::cli
