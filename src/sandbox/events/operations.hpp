#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::events {

void add_operations(Operations& operations);

}  // namespace certwright::sandbox::events
