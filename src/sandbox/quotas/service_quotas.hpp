#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::quotas {

/// What the account is held to: what the knobs say.
boost::json::object list_service_quotas(const Call& call, const boost::json::object& input);
boost::json::object get_service_quota(const Call& call, const boost::json::object& input);
/// What AWS gives an account that asked for nothing else, whatever the knobs say.
boost::json::object list_default_service_quotas(const Call& call, const boost::json::object& input);
boost::json::object get_default_service_quota(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::quotas
