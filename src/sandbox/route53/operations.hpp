#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::route53 {

/// Hosted zones and record sets (Amazon Route 53 API reference), served over real DNS.
void add_operations(Operations& operations);

}  // namespace certwright::sandbox::route53
