#pragma once

#include "base/secret.hpp"

namespace certwright::x509 {

/// Throws Fault::invalid for a password that no file should be written under: an empty one, one of more than
/// 1024 bytes, and one that is not UTF-8 or has a NUL, which readers take differently.
void check_store_password(const Secret& password);

}  // namespace certwright::x509
