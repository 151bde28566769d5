#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::organizations {

/// Every member may ask.
boost::json::object describe_organization(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::organizations
