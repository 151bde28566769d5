#pragma once

#include "cli/command.hpp"

namespace certwright::cli {

/// `certwright deploy delete-superseded NAME`
Command delete_superseded_command();

}  // namespace certwright::cli
