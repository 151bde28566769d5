#include "sandbox/route53/record_change.hpp"

#include "base/json.hpp"
#include "sandbox/route53/lookup.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <chrono>

namespace certwright::sandbox::route53 {
namespace {

/// A record set has values and how long they last, or is an alias, or belongs to a traffic policy. The words
/// are of real answers in public logs (ministryofjustice/modernisation-platform#10072, ansible-collections/
/// community.aws#545).
void require_one_kind(const json::object& change, const json::object& set) {
    const bool has_values = set.contains("TTL") && set.contains("ResourceRecords");
    const int kinds =
        int{has_values} + int{set.contains("AliasTarget")} + int{set.contains("TrafficPolicyInstanceId")};
    if (kinds == 1) return;
    throw ServiceError{
        "InvalidInput",
        fmt::format("Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and "
                    "ResourceRecords], or TrafficPolicyInstanceId], but found {} in Change with "
                    "[Action={}, Name={}, Type={}, SetIdentifier={}]",
                    kinds == 0 ? "none" : "more than one", json::text(change, "Action").value_or(""),
                    json::text(set, "Name").value_or(""), json::text(set, "Type").value_or(""),
                    json::text(set, "SetIdentifier").value_or("null")),
        400};
}

}  // namespace

std::string RecordChange::label() const {
    return fmt::format("[name='{}', type='{}']", shown_name(name), dns::to_string(type));
}

RecordChange read_change(const json::object& change) {
    const auto& set = change.at("ResourceRecordSet").as_object();
    require_one_kind(change, set);
    for (const auto* member :
         {"AliasTarget", "SetIdentifier", "Weight", "Failover", "GeoLocation", "TrafficPolicyInstanceId"}) {
        if (set.contains(member)) {
            throw ServiceError{"InvalidInput",
                               fmt::format("The sandbox does not act out {} of record sets", member), 400};
        }
    }
    RecordChange wanted{.action = json::text(change, "Action").value_or(""),
                        .name = read_name(json::text(set, "Name").value_or(""), "InvalidChangeBatch"),
                        .type = dns::record_type(json::text(set, "Type").value_or("")).value()};
    for (const auto& record : set.at("ResourceRecords").as_array()) {
        wanted.set.values.push_back(json::text(record.as_object(), "Value").value_or(""));
    }
    wanted.set.ttl = std::chrono::seconds{json::integer(set, "TTL").value()};
    return wanted;
}

}  // namespace certwright::sandbox::route53
