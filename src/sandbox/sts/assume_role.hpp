#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::sts {

/// Credentials of a role, for whom the role trusts and whose own policies allow it. Whoever may not is not
/// told why, nor whether the role exists.
boost::json::object assume_role(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::sts
