#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::elbv2 {

void add_operations(Operations& operations);

}  // namespace certwright::sandbox::elbv2
