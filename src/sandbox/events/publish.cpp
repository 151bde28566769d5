#include "sandbox/events/publish.hpp"

#include "base/json.hpp"
#include "sandbox/events/delivery.hpp"
#include "sandbox/events/pattern.hpp"
#include "sandbox/world/random.hpp"
#include "sandbox/world/world.hpp"

#include <chrono>

namespace certwright::sandbox::events {

bool has_listeners(const Account& account, const std::string& region) {
    const auto found = account.regions.find(region);
    return found != account.regions.end() && !found->second.events.rules.empty();
}

json::object event_of(const std::string& id, const Account& account, const std::string& region,
                      const Occurrence& what, const json::value& detail) {
    return {{"version", "0"},
            {"id", id},
            {"detail-type", what.detail_type},
            {"source", what.source},
            {"account", account.id},
            {"time", format_rfc3339(std::chrono::floor<std::chrono::seconds>(what.at))},
            {"region", region},
            {"resources", json::from_texts(what.resources)},
            {"detail", detail}};
}

std::string publish(World& world, const Account& account, const std::string& region, const Occurrence& what,
                    const json::value& detail) {
    const auto id = random_uuid();
    if (!has_listeners(account, region)) return id;
    const auto event = event_of(id, account, region, what, detail);
    for (const auto& [name, rule] : account.regions.at(region).events.rules) {
        if (!rule.enabled || !Pattern::parse(rule.pattern).takes(event)) continue;
        for (const auto& [target_id, target] : rule.targets)
            deliver_event(world, account, rule, target, event);
    }
    return id;
}

}  // namespace certwright::sandbox::events
