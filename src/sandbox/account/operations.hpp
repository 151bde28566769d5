#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::account {

/// AWS Account Management, as far as it tells which regions an account has (Account Management API
/// reference).
void add_operations(Operations& operations);

}  // namespace certwright::sandbox::account
