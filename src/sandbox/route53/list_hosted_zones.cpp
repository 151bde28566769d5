#include "sandbox/route53/list_hosted_zones.hpp"

#include "base/json.hpp"
#include "sandbox/route53/hosted_zones.hpp"
#include "sandbox/route53/lookup.hpp"

#include <algorithm>
#include <utility>

namespace certwright::sandbox::route53 {
namespace {

constexpr std::size_t most_zones = 100;

}  // namespace

json::object list_hosted_zones(const Call& call, const json::object& input) {
    const auto& zones = call.account.route53.zones;
    const auto limit = max_items(input, most_zones);
    const auto marker = json::text(input, "Marker");
    json::array rows;
    auto next = zones.lower_bound(marker.value_or(""));
    for (; next != zones.end() && rows.size() < limit; ++next) rows.push_back(document_of(next->second));
    json::object output{{"HostedZones", std::move(rows)},
                        {"IsTruncated", next != zones.end()},
                        {"MaxItems", std::to_string(limit)}};
    if (marker) output["Marker"] = *marker;
    if (next != zones.end()) output["NextMarker"] = next->first;
    return output;
}

json::object list_hosted_zones_by_name(const Call& call, const json::object& input) {
    std::vector<std::pair<dns::Name, const HostedZone*>> order;
    for (const auto& [id, hosted] : call.account.route53.zones)
        order.emplace_back(hosted.zone.origin(), &hosted);
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return std::pair{a.first, a.second->id} < std::pair{b.first, b.second->id};
    });
    auto from = order.begin();
    const auto name = json::text(input, "DNSName");
    const auto id = json::text(input, "HostedZoneId").value_or("");
    if (name) {
        const auto first = read_name(*name, "InvalidDomainName");
        from = std::find_if(order.begin(), order.end(), [&](const auto& row) {
            return std::pair{row.first, row.second->id} >= std::pair{first, id};
        });
    }
    const auto limit = max_items(input, most_zones);
    json::array rows;
    for (; from != order.end() && rows.size() < limit; ++from) rows.push_back(document_of(*from->second));
    json::object output{{"HostedZones", std::move(rows)},
                        {"IsTruncated", from != order.end()},
                        {"MaxItems", std::to_string(limit)}};
    if (name) output["DNSName"] = *name;
    if (from != order.end()) {
        output["NextDNSName"] = shown_name(from->first);
        output["NextHostedZoneId"] = from->second->id;
    }
    return output;
}

}  // namespace certwright::sandbox::route53
