#pragma once

#include "cli/command.hpp"

#include <string>
#include <vector>

namespace certwright::cli {

/// "certwright account add NAME [options]".
std::string usage_of(const std::vector<const Command*>& path);

/// What `certwright … --help` prints for the last command of the path.
std::string help_of(const std::vector<const Command*>& path);

/// The left column of the help: "-q, --search TEXT".
std::string written_form(const Parameter& parameter);

/// Breaks a text into lines of at most `width` characters, each after the first behind `indent` spaces.
std::string wrap(const std::string& text, std::size_t width, std::size_t indent);

}  // namespace certwright::cli
