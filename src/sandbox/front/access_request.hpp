#pragma once

#include "sandbox/auth/policy.hpp"
#include "sandbox/front/authentication.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox {

/// What a policy is asked about a call: the action by IAM's name, the resource where the operation names one
/// ("Actions, resources, and condition keys" in the service authorization reference), and ACM's condition
/// keys (ACM user guide, "Using conditions with ACM"). Locks the world where the resource must be looked up.
AccessRequest access_request_of(World& world, const Caller& caller, const ServiceModel& service,
                                const OperationModel& operation, const boost::json::object& input);

/// "acm:ListCertificates", "tag:GetResources"
std::string action_name(const ServiceModel& service, std::string_view operation);

}  // namespace certwright::sandbox
