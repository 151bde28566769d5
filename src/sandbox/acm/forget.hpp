#pragma once

#include "sandbox/acm/store.hpp"

#include <string>

namespace certwright::sandbox::acm {

/// Nothing is left of the certificate but what it counts in the yearly quotas.
void forget(Store& store, const std::string& arn);

}  // namespace certwright::sandbox::acm
