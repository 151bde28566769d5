#pragma once

#include "sandbox/elbv2/load_balancer.hpp"
#include "sandbox/elbv2/target_group.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <string>

namespace certwright::sandbox::elbv2 {

/// Load balancers of one account and region.
struct Store {
    std::map<std::string, LoadBalancer, std::less<>> load_balancers;  ///< by ARN
    std::map<std::string, TargetGroup, std::less<>> target_groups;    ///< by ARN
};
BOOST_DESCRIBE_STRUCT(Store, (), (load_balancers, target_groups))

}  // namespace certwright::sandbox::elbv2
