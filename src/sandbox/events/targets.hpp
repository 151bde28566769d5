#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::events {

/// Adds targets to a rule or replaces those of the same ids: queues of SQS, five at most.
boost::json::object put_targets(const Call& call, const boost::json::object& input);
boost::json::object list_targets_by_rule(const Call& call, const boost::json::object& input);
boost::json::object remove_targets(const Call& call, const boost::json::object& input);
boost::json::object list_rule_names_by_target(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::events
