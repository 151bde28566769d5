#include "sandbox/route53/list_record_sets.hpp"

#include "base/json.hpp"
#include "sandbox/route53/lookup.hpp"
#include "sandbox/wire/service_error.hpp"

#include <map>
#include <utility>

namespace certwright::sandbox::route53 {
namespace {

constexpr std::size_t most_sets = 300;

/// The sets at a name in the order of lists.
std::map<std::string, std::pair<dns::RecordType, const RecordSet*>> by_type_name(const Zone::Node& node) {
    std::map<std::string, std::pair<dns::RecordType, const RecordSet*>> sorted;
    for (const auto& [type, set] : node) sorted.emplace(dns::to_string(type), std::pair{type, &set});
    return sorted;
}

json::object document_of(const dns::Name& name, dns::RecordType type, const RecordSet& set) {
    json::array records;
    for (const auto& value : set.values) records.push_back(json::object{{"Value", value}});
    return {{"Name", shown_name(name)},
            {"Type", dns::to_string(type)},
            {"TTL", set.ttl.count()},
            {"ResourceRecords", std::move(records)}};
}

/// Where a list begins: from that name on, at that name from that type on.
struct Start {
    std::optional<dns::Name> name;
    std::string type;

    bool is_before(const dns::Name& other, const std::string& other_type) const {
        return !name || *name < other || (*name == other && type <= other_type);
    }
};

Start start_of(const json::object& input) {
    const auto name = json::text(input, "StartRecordName");
    const auto type = json::text(input, "StartRecordType");
    if (type && !name)
        throw ServiceError{"InvalidInput", "A record type needs a record name to start at.", 400};
    if (!name) return {};
    return {.name = read_name(*name, "InvalidInput"), .type = type.value_or("")};
}

}  // namespace

json::object list_resource_record_sets(const Call& call, const json::object& input) {
    const auto& hosted = require_zone(call, json::text(input, "HostedZoneId").value_or(""));
    const auto limit = max_items(input, most_sets);
    const Start start = start_of(input);
    json::array rows;
    json::object output{{"MaxItems", std::to_string(limit)}, {"IsTruncated", false}};
    for (const auto& [name, node] : hosted.zone.nodes()) {
        for (const auto& [type_name, typed] : by_type_name(node)) {
            if (!start.is_before(name, type_name)) continue;
            if (rows.size() == limit) {
                output["IsTruncated"] = true;
                output["NextRecordName"] = shown_name(name);
                output["NextRecordType"] = type_name;
                output["ResourceRecordSets"] = std::move(rows);
                return output;
            }
            rows.push_back(document_of(name, typed.first, *typed.second));
        }
    }
    output["ResourceRecordSets"] = std::move(rows);
    return output;
}

}  // namespace certwright::sandbox::route53
