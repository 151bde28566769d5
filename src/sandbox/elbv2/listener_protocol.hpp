#pragma once

#include "sandbox/elbv2/load_balancer.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::elbv2 {

/// Takes protocol, port, security policy and ALPN policy from a request to create or modify the listener;
/// what the request does not say stays. Throws ServiceError ValidationError, SSLPolicyNotFound,
/// ALPNPolicyNotFound.
void take_protocol(const LoadBalancer& balancer, Listener& listener, const boost::json::object& input);

}  // namespace certwright::sandbox::elbv2
