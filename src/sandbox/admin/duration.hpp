#pragma once

#include "base/time.hpp"

#include <string>
#include <string_view>

namespace certwright::sandbox {

/// "73h", "160d", "1d12h", "90s", "500ms": one or more numbers with their units, the largest first. Throws
/// Fault::invalid.
Duration parse_duration(std::string_view text);

}  // namespace certwright::sandbox
