#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::iam {

/// How many server certificates the account has and may have; nothing of what the sandbox does not keep.
boost::json::object get_account_summary(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::iam
