#pragma once

#include "cli/command.hpp"

namespace certwright::cli {

/// `certwright deploy retarget ID --cert NEW`
Command retarget_command();

}  // namespace certwright::cli
