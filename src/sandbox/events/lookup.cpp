#include "sandbox/events/lookup.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::events {
namespace {

constexpr std::int64_t largest_page = 100;

}  // namespace

std::string bus_arn(const Call& call) {
    return call.account.arn("events", call.region, "event-bus/default");
}

Store& require_bus(const Call& call, const json::object& input) {
    const auto bus = json::text(input, "EventBusName").value_or("default");
    if (bus != "default" && bus != bus_arn(call))
        throw ServiceError{"ResourceNotFoundException", fmt::format("Event bus {} does not exist.", bus)};
    return call.world.region(call.account, call.region).events;
}

Rule& require_rule(const Call& call, const json::object& input, std::string_view member) {
    auto& rules = require_bus(call, input).rules;
    const auto name = json::text(input, member).value_or("");
    const auto found = rules.find(name);
    if (found == rules.end()) {
        throw ServiceError{"ResourceNotFoundException",
                           fmt::format("Rule {} does not exist on EventBus default.", name)};
    }
    return found->second;
}

Pager pager_of(json::object input, Time now) {
    const auto token = json::text(input, "NextToken").value_or("");
    const auto limit = json::integer(input, "Limit").value_or(largest_page);
    input.stable_erase("NextToken");
    input.stable_erase("Limit");
    return {token, static_cast<std::size_t>(limit), boost::json::serialize(input), now,
            ServiceError{"ValidationException", "The next token is not valid."}};
}

void put_page_end(json::object& answer, const Pager& pager) {
    const auto next = pager.next_token();
    if (!next.empty()) answer["NextToken"] = next;
}

}  // namespace certwright::sandbox::events
