#include "sandbox/admin/zones_report.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <shared_mutex>

namespace certwright::sandbox {
namespace {

std::size_t record_sets_in(const Zone& zone) {
    std::size_t count = 0;
    for (const auto& [name, node] : zone.nodes()) count += node.size();
    return count;
}

json::object zone_row(const std::string& account_id, const route53::HostedZone& hosted) {
    return {{"id", hosted.id},           {"name", hosted.zone.origin().text()},
            {"account", account_id},     {"private", hosted.is_private},
            {"comment", hosted.comment}, {"records", record_sets_in(hosted.zone)}};
}

json::object own_zone_row(const OwnZone& own) {
    const std::string origin = own.zone.origin().text();
    return {{"id", origin},
            {"name", origin},
            {"account", nullptr},
            {"private", false},
            {"comment", "changed over DNS with the key " + own.key.name},
            {"records", record_sets_in(own.zone)}};
}

json::array record_rows(const Zone& zone, std::size_t offset, std::size_t most) {
    json::array rows;
    std::size_t place = 0;
    for (const auto& [name, node] : zone.nodes()) {
        for (const auto& [type, set] : node) {
            if (place++ < offset) continue;
            if (rows.size() == most) return rows;
            rows.push_back(json::object{{"name", name.text()},
                                        {"type", dns::to_string(type)},
                                        {"ttl", set.ttl.count()},
                                        {"values", json::from_texts(set.values)}});
        }
    }
    return rows;
}

}  // namespace

json::array zones_report(World& world, std::size_t most) {
    const std::shared_lock shared{world.lock};
    json::array rows;
    for (const auto& [account_id, account] : world.accounts) {
        for (const auto& [id, hosted] : account.route53.zones) {
            if (rows.size() == most) return rows;
            rows.push_back(zone_row(account_id, hosted));
        }
    }
    for (const auto& [origin, own] : world.own_zones) {
        if (rows.size() == most) return rows;
        rows.push_back(own_zone_row(own));
    }
    return rows;
}

json::object zone_report(World& world, const std::string& id, std::size_t offset, std::size_t most) {
    const std::shared_lock shared{world.lock};
    for (const auto& [account_id, account] : world.accounts) {
        const auto found = account.route53.zones.find(id);
        if (found == account.route53.zones.end()) continue;
        auto report = zone_row(account_id, found->second);
        report["name_servers"] = json::from_texts(found->second.name_servers);
        report["record_sets"] = record_rows(found->second.zone, offset, most);
        return report;
    }
    if (const auto own = world.own_zones.find(id); own != world.own_zones.end()) {
        auto report = own_zone_row(own->second);
        report["name_servers"] = json::array{};
        report["record_sets"] = record_rows(own->second.zone, offset, most);
        return report;
    }
    throw Error{Fault::not_found, "there is no hosted zone " + id};
}

}  // namespace certwright::sandbox
