#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::tagging {

/// Resources that have tags or had. No tag policy is in force, so all of them comply.
boost::json::object get_resources(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::tagging
