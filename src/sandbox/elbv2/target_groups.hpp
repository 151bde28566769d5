#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::elbv2 {

boost::json::object create_target_group(const Call& call, const boost::json::object& input);
boost::json::object describe_target_groups(const Call& call, const boost::json::object& input);
/// Refuses while a listener forwards to it. Succeeds for what does not exist.
boost::json::object delete_target_group(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::elbv2
