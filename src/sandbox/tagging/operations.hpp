#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::tagging {

/// The Resource Groups Tagging API over certificates of ACM and IAM (its API reference).
void add_operations(Operations& operations);

}  // namespace certwright::sandbox::tagging
