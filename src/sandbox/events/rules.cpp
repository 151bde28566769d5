#include "sandbox/events/rules.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/events/lookup.hpp"
#include "sandbox/events/pattern.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/account.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace certwright::sandbox::events {
namespace {

/// "Amazon EventBridge quotas": rules of one bus.
constexpr std::size_t most_rules = 300;

json::object shown_rule(const Rule& rule) {
    json::object shown{{"Name", rule.name},
                       {"Arn", rule.arn},
                       {"EventPattern", rule.pattern},
                       {"State", rule.enabled ? "ENABLED" : "DISABLED"},
                       {"EventBusName", "default"}};
    if (!rule.description.empty()) shown["Description"] = rule.description;
    if (!rule.role_arn.empty()) shown["RoleArn"] = rule.role_arn;
    return shown;
}

void check_rule(const json::object& input) {
    if (input.contains("ScheduleExpression"))
        throw ServiceError{"ValidationException", "The sandbox does not act out schedules."};
    if (!input.contains("EventPattern")) {
        throw ServiceError{"ValidationException",
                           "Parameter(s) EventPattern or ScheduleExpression must be specified."};
    }
}

}  // namespace

json::object put_rule(const Call& call, const json::object& input) {
    auto& rules = require_bus(call, input).rules;
    check_rule(input);
    const std::string name{input.at("Name").as_string()};
    const std::string pattern{input.at("EventPattern").as_string()};
    Pattern::parse(pattern);
    if (!rules.contains(name) && rules.size() >= most_rules)
        throw ServiceError{"LimitExceededException",
                           "The requested resource exceeds the maximum number allowed."};
    Rule& rule = rules[name];
    rule.name = name;
    rule.arn = call.account.arn("events", call.region, "rule/" + name);
    rule.pattern = pattern;
    rule.description = json::text(input, "Description").value_or("");
    rule.role_arn = json::text(input, "RoleArn").value_or("");
    rule.enabled = json::text(input, "State") != "DISABLED";
    if (const auto* tags = json::find(input, "Tags")) {
        for (const auto& tag : tags->as_array())
            rule.tags[json::text(tag.as_object(), "Key").value_or("")] =
                json::text(tag.as_object(), "Value").value_or("");
    }
    return {{"RuleArn", rule.arn}};
}

json::object describe_rule(const Call& call, const json::object& input) {
    auto shown = shown_rule(require_rule(call, input, "Name"));
    shown["CreatedBy"] = call.account.id;
    return shown;
}

json::object list_rules(const Call& call, const json::object& input) {
    const auto& rules = require_bus(call, input).rules;
    const auto prefix = json::text(input, "NamePrefix").value_or("");
    Pager pager = pager_of(input, call.now);
    json::array rows;
    for (auto row = rules.upper_bound(pager.after()); row != rules.end(); ++row) {
        if (!row->first.starts_with(prefix)) continue;
        if (!pager.take(row->first)) break;
        rows.push_back(shown_rule(row->second));
    }
    json::object answer{{"Rules", std::move(rows)}};
    put_page_end(answer, pager);
    return answer;
}

json::object enable_rule(const Call& call, const json::object& input) {
    require_rule(call, input, "Name").enabled = true;
    return {};
}

json::object disable_rule(const Call& call, const json::object& input) {
    require_rule(call, input, "Name").enabled = false;
    return {};
}

json::object delete_rule(const Call& call, const json::object& input) {
    auto& rules = require_bus(call, input).rules;
    const auto found = rules.find(std::string_view{input.at("Name").as_string()});
    if (found == rules.end()) return {};
    if (!found->second.targets.empty())
        throw ServiceError{"ValidationException", "Rule can't be deleted since it has targets."};
    rules.erase(found);
    return {};
}

json::object test_event_pattern(const Call&, const json::object& input) {
    const auto pattern = Pattern::parse(std::string_view{input.at("EventPattern").as_string()});
    json::value event;
    try {
        event = json::parse(std::string_view{input.at("Event").as_string()}, "the event");
    } catch (const Error&) {
        throw ServiceError{"ValidationException",
                           "Parameter Event is not valid. Reason: Event is not valid JSON"};
    }
    static constexpr std::array<std::string_view, 7> required{"id",     "account",   "source",     "time",
                                                              "region", "resources", "detail-type"};
    for (const auto member : required) {
        if (event.is_object() && event.get_object().contains(member)) continue;
        throw ServiceError{
            "ValidationException",
            fmt::format("Parameter Event is not valid. Reason: {} must be a part of the event", member)};
    }
    return {{"Result", pattern.takes(event.get_object())}};
}

json::object list_event_buses(const Call& call, const json::object& input) {
    const auto prefix = json::text(input, "NamePrefix").value_or("");
    json::array rows;
    if (std::string_view{"default"}.starts_with(prefix))
        rows.push_back(json::object{{"Name", "default"}, {"Arn", bus_arn(call)}});
    return {{"EventBuses", std::move(rows)}};
}

json::object describe_event_bus(const Call& call, const json::object& input) {
    json::object named;
    if (const auto name = json::text(input, "Name")) named["EventBusName"] = *name;
    require_bus(call, named);
    return {{"Name", "default"}, {"Arn", bus_arn(call)}};
}

}  // namespace certwright::sandbox::events
