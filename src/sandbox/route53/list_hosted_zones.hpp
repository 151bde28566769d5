#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::route53 {

boost::json::object list_hosted_zones(const Call& call, const boost::json::object& input);
boost::json::object list_hosted_zones_by_name(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::route53
