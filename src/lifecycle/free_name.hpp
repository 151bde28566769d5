#pragma once

#include "lifecycle/repository.hpp"

#include <string>

namespace certwright::lifecycle {

/// What a new certificate is called when nobody said so: "shop.example.com", and "shop.example.com (2)" where
/// that is taken.
std::string free_name(store::Connection& connection, const Repository& repository, const std::string& wanted);

}  // namespace certwright::lifecycle
