#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::cloudfront {

void add_operations(Operations& operations);

}  // namespace certwright::sandbox::cloudfront
