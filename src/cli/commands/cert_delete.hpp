#pragma once

#include "cli/command.hpp"

namespace certwright::cli {

/// `certwright cert delete NAME`
Command delete_certificate_command();

}  // namespace certwright::cli
