#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace certwright::sandbox::elbv2 {

/// The subnets that CreateLoadBalancer names. There is no EC2 here: every id of the right form is a subnet,
/// each in an availability zone of its own, all in one network. Throws ServiceError ValidationError,
/// SubnetNotFound, InvalidConfigurationRequest when there are too few.
std::vector<std::string> asked_subnets(const boost::json::object& input, bool is_application);

/// The network that every load balancer of the account and region is in: "vpc-" and 17 digits.
std::string vpc_of(const Call& call);

/// The member AvailabilityZones.
boost::json::array zones_of(const std::string& region, const std::vector<std::string>& subnets);

}  // namespace certwright::sandbox::elbv2
