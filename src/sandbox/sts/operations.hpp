#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::sts {

/// AWS Security Token Service (STS API reference): who somebody is, and credentials for a while.
void add_operations(Operations& operations);

}  // namespace certwright::sandbox::sts
