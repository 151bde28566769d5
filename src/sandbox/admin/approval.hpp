#pragma once

#include "sandbox/world/world.hpp"

#include <string>

namespace certwright::sandbox {

/// Somebody followed the link of a validation mail: proves the name for the request, or the renewal, that
/// asked. Returns what to tell them. Throws Fault::not_found for a link that is wrong or too old.
std::string approve(World& world, const std::string& arn, const std::string& domain,
                    const std::string& approval);

}  // namespace certwright::sandbox
