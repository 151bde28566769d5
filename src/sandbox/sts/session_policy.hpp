#pragma once

#include "sandbox/world/identity.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::sts {

/// Narrows `principal` to what the request's own Policy allows as well ("Session policies" in the IAM user
/// guide). Throws ServiceError: MalformedPolicyDocument, also for managed policies, which the sandbox has
/// not; PackedPolicyTooLarge.
void apply_session_policy(Principal& principal, const boost::json::object& input);

/// Checks tags and those that are to be passed on. Nothing in the sandbox looks at them later. Throws
/// ServiceError InvalidParameterValue.
void check_session_tags(const boost::json::object& input);

/// Adds PackedPolicySize to the answer when policy or tags were given.
void put_packed_size(boost::json::object& answer, const boost::json::object& input);

}  // namespace certwright::sandbox::sts
