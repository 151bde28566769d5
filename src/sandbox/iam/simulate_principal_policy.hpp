#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::iam {

/// What the policy of a user or role of the account says to actions and resources, by the same evaluation
/// that every call passes. Policies given as text add to it; boundaries, resource policies and exclusions are
/// refused, so that nobody takes an answer for one that looked at them.
boost::json::object simulate_principal_policy(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::iam
