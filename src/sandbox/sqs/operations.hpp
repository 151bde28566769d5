#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::sqs {

void add_operations(Operations& operations);

}  // namespace certwright::sandbox::sqs
