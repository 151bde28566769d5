#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::pca {

/// AWS Private CA (its API reference), every operation.
void add_operations(Operations& operations);

}  // namespace certwright::sandbox::pca
