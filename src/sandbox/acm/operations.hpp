#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::acm {

/// AWS Certificate Manager (ACM API reference; user guide for what the reference leaves open).
void add_operations(Operations& operations);

}  // namespace certwright::sandbox::acm
