#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::elbv2 {

/// Application and network load balancers; the same request again answers the one there is.
boost::json::object create_load_balancer(const Call& call, const boost::json::object& input);
boost::json::object describe_load_balancers(const Call& call, const boost::json::object& input);
/// With its listeners: what they present is in use no more. Succeeds for what does not exist.
boost::json::object delete_load_balancer(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::elbv2
