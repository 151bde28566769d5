#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::ec2 {

/// Amazon EC2, as far as it tells which regions there are (EC2 API reference).
void add_operations(Operations& operations);

}  // namespace certwright::sandbox::ec2
