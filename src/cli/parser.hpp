#pragma once

#include "cli/command.hpp"

#include <string>
#include <vector>

namespace certwright::cli {

/// A command line understood.
struct Parsed {
    std::vector<const Command*> path;  ///< from the root to the chosen command
    Given given;
    bool help = false;  ///< --help was asked for: of the last in `path`
};

/// Throws Fault::invalid, with the --help to read as hint.
Parsed parse(const Command& root, const std::vector<std::string>& words);

}  // namespace certwright::cli
