#pragma once

#include <string>

namespace certwright::cli {

/// The value of a variable of the environment; empty when there is none.
std::string environment_variable(const char* name);

}  // namespace certwright::cli
