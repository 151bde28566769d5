#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::events {

/// Makes or replaces a rule; its targets stay. Schedules are refused.
boost::json::object put_rule(const Call& call, const boost::json::object& input);
boost::json::object describe_rule(const Call& call, const boost::json::object& input);
boost::json::object list_rules(const Call& call, const boost::json::object& input);
boost::json::object enable_rule(const Call& call, const boost::json::object& input);
boost::json::object disable_rule(const Call& call, const boost::json::object& input);
/// Refuses while the rule has targets; succeeds for what does not exist.
boost::json::object delete_rule(const Call& call, const boost::json::object& input);
boost::json::object test_event_pattern(const Call& call, const boost::json::object& input);

boost::json::object list_event_buses(const Call& call, const boost::json::object& input);
boost::json::object describe_event_bus(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::events
