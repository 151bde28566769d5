#pragma once

#include "cli/command.hpp"

#include <string>

/// Completion scripts, written from the tree of commands.
namespace certwright::cli {

std::string bash_completion(const Command& root);
std::string zsh_completion(const Command& root);
std::string fish_completion(const Command& root);

}  // namespace certwright::cli
