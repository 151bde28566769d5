#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::organizations {

/// AWS Organizations, as far as it tells who belongs to an organization (Organizations API reference).
void add_operations(Operations& operations);

}  // namespace certwright::sandbox::organizations
