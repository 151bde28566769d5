#pragma once

#include "base/secret.hpp"

#include <optional>
#include <string>

namespace certwright::aws {

/// The content of a configuration file of at most 1 MiB; absent when it cannot be read.
std::optional<std::string> read_small_file(const std::string& path);

/// A token that something else keeps fresh in a file, without white space around it; absent when the
/// file cannot be read or holds nothing.
std::optional<Secret> read_token_file(const std::string& path);

}  // namespace certwright::aws
