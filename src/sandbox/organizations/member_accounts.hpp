#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::organizations {

/// For the management account alone: the sandbox has no delegated administrators.
boost::json::object describe_account(const Call& call, const boost::json::object& input);
boost::json::object list_accounts(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::organizations
