#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::sts {

/// Credentials of a role, for whom an identity provider that the role trusts says who they are. Nobody signs:
/// the call has no principal.
boost::json::object assume_role_with_web_identity(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::sts
