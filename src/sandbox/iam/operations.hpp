#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::iam {

/// The part of AWS Identity and Access Management that belongs to certificates: server certificates, and what
/// a principal may do (IAM API reference).
void add_operations(Operations& operations);

}  // namespace certwright::sandbox::iam
