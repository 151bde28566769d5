#pragma once

#include "sandbox/acm/store.hpp"

namespace certwright::sandbox::acm {

/// What the token made within the last hour, which is as long as ACM remembers; nullptr otherwise.
const TokenUse* recall(Store& store, const std::string& token, Time now);
void remember(Store& store, const std::string& token, TokenUse use);

}  // namespace certwright::sandbox::acm
