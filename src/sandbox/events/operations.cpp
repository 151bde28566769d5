#include "sandbox/events/operations.hpp"

#include "base/json.hpp"
#include "sandbox/events/put_events.hpp"
#include "sandbox/events/rules.hpp"
#include "sandbox/events/targets.hpp"

namespace certwright::sandbox::events {

void add_operations(Operations& operations) {
    operations.writes("events", "PutRule", put_rule);
    operations.reads("events", "DescribeRule", describe_rule);
    operations.reads("events", "ListRules", list_rules);
    operations.writes("events", "EnableRule", enable_rule);
    operations.writes("events", "DisableRule", disable_rule);
    operations.writes("events", "DeleteRule", delete_rule);
    operations.writes("events", "PutTargets", put_targets);
    operations.reads("events", "ListTargetsByRule", list_targets_by_rule);
    operations.reads("events", "ListRuleNamesByTarget", list_rule_names_by_target);
    operations.writes("events", "RemoveTargets", remove_targets);
    operations.writes("events", "PutEvents", put_events);
    operations.reads("events", "TestEventPattern", test_event_pattern);
    operations.reads("events", "ListEventBuses", list_event_buses);
    operations.reads("events", "DescribeEventBus", describe_event_bus);
}

}  // namespace certwright::sandbox::events
