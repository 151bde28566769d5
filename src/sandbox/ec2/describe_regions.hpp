#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::ec2 {

/// The regions that are on for the account; with AllRegions, or asked for by name, also those that are off.
boost::json::object describe_regions(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::ec2
