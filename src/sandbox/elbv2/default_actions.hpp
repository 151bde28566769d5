#pragma once

#include "sandbox/elbv2/load_balancer.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox::elbv2 {

/// What a listener does with requests, checked as far as it concerns what there is: a network load balancer
/// only forwards, and target groups exist. Answers it as JSON, with what AWS fills in. Throws ServiceError
/// InvalidLoadBalancerAction, TargetGroupNotFound, ValidationError.
std::string checked_actions(const Call& call, const LoadBalancer& balancer,
                            const boost::json::array& actions);

}  // namespace certwright::sandbox::elbv2
