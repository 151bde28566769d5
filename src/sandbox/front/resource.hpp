#pragma once

#include "sandbox/front/authentication.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox {

/// What a call acts on, as policies name it.
struct ResourceName {
    std::string arn;     ///< empty where the action has no resource
    std::string called;  ///< what refusals say instead; empty: the ARN
};

/// Locks the world where the name must be looked up.
ResourceName resource_of(World& world, const Caller& caller, const ServiceModel& service,
                         const OperationModel& operation, const boost::json::object& input);

}  // namespace certwright::sandbox
