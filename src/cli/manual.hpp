#pragma once

#include "cli/command.hpp"

#include <string>

namespace certwright::cli {

/// certwright(1) as a man page (groff, man macros), written from the tree of commands.
std::string manual_page(const Command& root, const std::string& version);

}  // namespace certwright::cli
