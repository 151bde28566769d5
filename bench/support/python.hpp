#pragma once

#include <string>

namespace certwright::bench {

/// Runs bench/peers/SCRIPT ARGUMENT with the interpreter that CERTWRIGHT_PYTHON names and returns the
/// number that it prints. Throws std::runtime_error when there is none.
double run_python(const std::string& script, const std::string& argument);

}  // namespace certwright::bench
