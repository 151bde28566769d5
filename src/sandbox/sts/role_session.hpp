#pragma once

#include "base/time.hpp"
#include "sandbox/world/arn.hpp"
#include "sandbox/world/identity.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox {
struct World;
}

namespace certwright::sandbox::sts {

/// The RoleArn of a request. Throws ServiceError ValidationError for what is not the ARN of a role.
Arn require_role_arn(const boost::json::object& input);

/// nullptr where there is no such role, account or partition: AWS does not tell which.
const Role* find_role(const World& world, const Arn& arn);

/// How long the session will last: DurationSeconds, at most what the role allows, and an hour for who was in
/// a role already. Throws ServiceError ValidationError.
Duration lifetime_of(const boost::json::object& input, const Role& role, bool chained);

/// Who the holder of a role is in a session of that name.
Principal principal_of(const Arn& arn, const Role& role, const std::string& session_name);

/// The member AssumedRoleUser.
boost::json::object assumed_role_user(const Principal& principal);

}  // namespace certwright::sandbox::sts
