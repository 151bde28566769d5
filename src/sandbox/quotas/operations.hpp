#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::quotas {

/// Service Quotas, as far as it tells the limits that the sandbox keeps ACM to (Service Quotas API
/// reference).
void add_operations(Operations& operations);

}  // namespace certwright::sandbox::quotas
