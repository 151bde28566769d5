#pragma once

#include "app/settings.hpp"
#include "cli/command.hpp"

#include <vector>

namespace certwright::cli {

/// --config and a flag for each setting that `wanted` names; for all of them when it is empty.
std::vector<Parameter> settings_options(const std::vector<std::string>& wanted = {});

/// File, environment and the flags that were given, in this order.
app::Settings settings_of(const Given& given);

}  // namespace certwright::cli
