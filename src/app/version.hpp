#pragma once

#include <string>

namespace certwright::app {

/// "0.1.0", from the project's CMakeLists.txt.
std::string version();
/// The commit the binary was built from, shortened; "unknown" outside a repository.
std::string commit();

}  // namespace certwright::app
