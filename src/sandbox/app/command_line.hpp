#pragma once

#include <string>
#include <vector>

namespace certwright::sandbox {

/// `certwright-sandbox`: serves until it is told to stop. Returns the exit code.
int run(const std::vector<std::string>& arguments);

}  // namespace certwright::sandbox
