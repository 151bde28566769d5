#pragma once

#include "sandbox/elbv2/store.hpp"
#include "sandbox/world/operations.hpp"
#include "sandbox/world/pager.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>

namespace certwright::sandbox::elbv2 {

/// Load balancers of the caller's account in the call's region.
Store& store_of(const Call& call);

/// Throws ServiceError ValidationError for what is no ARN of a load balancer, LoadBalancerNotFound.
LoadBalancer& require_load_balancer(const Call& call, const std::string& arn);

/// A listener and the load balancer that has it.
struct FoundListener {
    LoadBalancer& balancer;
    Listener& listener;
};
/// Throws ServiceError ValidationError, ListenerNotFound.
FoundListener require_listener(const Call& call, const std::string& arn);

/// Throws ServiceError ValidationError, TargetGroupNotFound.
TargetGroup& require_target_group(const Call& call, const std::string& arn);

/// Throws ServiceError ValidationError unless it is the ARN of a resource of that kind: "loadbalancer",
/// "listener", "targetgroup".
void check_arn(const std::string& arn, std::string_view kind, std::string_view called);

/// Of Marker and PageSize (400 when not said). Throws ServiceError ValidationError for a foreign marker.
Pager pager_of(boost::json::object input, Time now);

/// NextMarker when there is more.
void put_page_end(boost::json::object& answer, const Pager& pager);

}  // namespace certwright::sandbox::elbv2
