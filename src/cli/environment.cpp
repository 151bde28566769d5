#include "cli/environment.hpp"

#include <cstdlib>

namespace certwright::cli {

std::string environment_variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

}  // namespace certwright::cli
