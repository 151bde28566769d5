#include "sandbox/route53/record_sets.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/dns/zone_value.hpp"
#include "sandbox/route53/lookup.hpp"
#include "sandbox/wire/epoch.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace certwright::sandbox::route53 {
namespace {

constexpr Duration propagation = std::chrono::seconds{1};

[[noreturn]] void refuse(std::string reason) {
    throw ServiceError{"InvalidChangeBatch", "[" + std::move(reason) + "]", 400};
}

/// One change of a batch, read.
struct Wanted {
    std::string action;
    dns::Name name;
    dns::RecordType type{};
    RecordSet set{};

    std::string label() const {
        return fmt::format("[name='{}', type='{}']", shown_name(name), dns::to_string(type));
    }
};

Wanted read(const json::object& change) {
    const auto& set = change.at("ResourceRecordSet").as_object();
    for (const auto* member :
         {"AliasTarget", "SetIdentifier", "Weight", "Failover", "GeoLocation", "TrafficPolicyInstanceId"}) {
        if (set.contains(member)) {
            throw ServiceError{"InvalidInput",
                               fmt::format("The sandbox does not act out {} of record sets", member), 400};
        }
    }
    Wanted wanted{.action = json::text(change, "Action").value_or(""),
                  .name = read_name(json::text(set, "Name").value_or(""), "InvalidChangeBatch"),
                  .type = dns::record_type(json::text(set, "Type").value_or("")).value()};
    const auto* records = json::find(set, "ResourceRecords");
    if (records == nullptr) refuse("Invalid request: missing ResourceRecords");
    for (const auto& record : records->as_array()) {
        wanted.set.values.push_back(json::text(record.as_object(), "Value").value_or(""));
    }
    wanted.set.ttl = std::chrono::seconds{json::integer(set, "TTL").value_or(300)};
    return wanted;
}

void check_neighbours(const Zone& zone, const Wanted& wanted) {
    const auto* node = zone.at(wanted.name);
    if (node == nullptr) return;
    const bool alone = wanted.type == dns::RecordType::cname;
    for (const auto& [type, set] : *node) {
        if (type == wanted.type || (!alone && type != dns::RecordType::cname)) continue;
        refuse(fmt::format(
            "RRSet of type {} with DNS name {} is not permitted as it conflicts with other records with "
            "the same DNS name in zone {}",
            dns::to_string(wanted.type), shown_name(wanted.name), shown_name(zone.origin())));
    }
}

void put(Zone& zone, const Wanted& wanted) {
    if (wanted.type == dns::RecordType::cname && wanted.name == zone.origin()) {
        refuse(fmt::format("RRSet of type CNAME with DNS name {0} is not permitted at apex in zone {0}",
                           shown_name(zone.origin())));
    }
    check_neighbours(zone, wanted);
    try {
        zone.put(wanted.name, wanted.type, wanted.set);
    } catch (const Error& problem) {
        refuse(fmt::format("Invalid Resource Record: '{}'", problem.message()));
    }
}

/// A deletion names the values that it expects.
bool is_same(const RecordSet& kept, const Wanted& wanted) {
    auto given = wanted.set.values;
    try {
        for (auto& value : given) value = zone_value(wanted.type, value);
    } catch (const Error&) {
        return false;
    }
    auto values = kept.values;
    std::sort(given.begin(), given.end());
    std::sort(values.begin(), values.end());
    return given == values && kept.ttl == wanted.set.ttl;
}

void apply(Zone& zone, const Wanted& wanted) {
    if (!wanted.name.is_at_or_below(zone.origin())) {
        refuse(fmt::format("RRSet with DNS name {} is not permitted in zone {}", shown_name(wanted.name),
                           shown_name(zone.origin())));
    }
    const RecordSet* kept = zone.find(wanted.name, wanted.type);
    if (wanted.action == "CREATE" && kept != nullptr) {
        refuse(fmt::format("Tried to create resource record set {} but it already exists", wanted.label()));
    }
    if (wanted.action != "DELETE") return put(zone, wanted);
    if (kept == nullptr) {
        refuse(fmt::format("Tried to delete resource record set {} but it was not found", wanted.label()));
    }
    if (!is_same(*kept, wanted)) {
        refuse(fmt::format(
            "Tried to delete resource record set {} but the values provided do not match the current values",
            wanted.label()));
    }
    const bool needed = wanted.name == zone.origin() &&
                        (wanted.type == dns::RecordType::ns || wanted.type == dns::RecordType::soa);
    if (needed)
        refuse(fmt::format("A HostedZone must contain exactly one {} record.", dns::to_string(wanted.type)));
    zone.remove(wanted.name, wanted.type);
}

}  // namespace

json::object change_resource_record_sets(const Call& call, const json::object& input) {
    auto& hosted = require_zone(call, json::text(input, "HostedZoneId").value_or(""));
    const auto& batch = input.at("ChangeBatch").as_object();
    Zone changed = hosted.zone;
    for (const auto& change : batch.at("Changes").as_array()) apply(changed, read(change.as_object()));
    hosted.zone = std::move(changed);
    return {{"ChangeInfo", publish(call, json::text(batch, "Comment").value_or(""))}};
}

json::object get_change(const Call& call, const json::object& input) {
    const auto given = json::text(input, "Id").value_or("");
    const auto id = given.substr(given.rfind('/') == given.npos ? 0 : given.rfind('/') + 1);
    const auto found = call.account.route53.changes.find(id);
    if (found == call.account.route53.changes.end()) {
        throw ServiceError{"NoSuchChange", fmt::format("Could not find resource with ID: {}", id), 404};
    }
    const Change& change = found->second;
    json::object info{{"Id", "/change/" + id},
                      {"Status", change.submitted_at + propagation <= call.now ? "INSYNC" : "PENDING"},
                      {"SubmittedAt", seconds(change.submitted_at)}};
    if (!change.comment.empty()) info["Comment"] = change.comment;
    return {{"ChangeInfo", std::move(info)}};
}

}  // namespace certwright::sandbox::route53
