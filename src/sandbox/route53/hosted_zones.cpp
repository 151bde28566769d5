#include "sandbox/route53/hosted_zones.hpp"

#include "base/json.hpp"
#include "sandbox/route53/lookup.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/random.hpp"

#include <fmt/format.h>

#include <chrono>

namespace certwright::sandbox::route53 {
namespace {

constexpr auto ns_ttl = std::chrono::hours{48};
constexpr auto soa_ttl = std::chrono::minutes{15};

std::vector<std::string> name_servers() {
    std::vector<std::string> servers;
    for (const auto* suffix : {"com", "net", "org", "co.uk"}) {
        servers.push_back(fmt::format("ns-{}.awsdns-{}.{}", random_text(4, "123456789"),
                                      random_text(2, "123456789"), suffix));
    }
    return servers;
}

/// What every new zone has: its name servers and its start of authority.
void put_apex(HostedZone& hosted) {
    std::vector<std::string> servers;
    for (const auto& server : hosted.name_servers) servers.push_back(server + ".");
    const std::string authority = servers.front() + " awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400";
    hosted.zone.put(hosted.zone.origin(), dns::RecordType::ns, {.ttl = ns_ttl, .values = servers});
    hosted.zone.put(hosted.zone.origin(), dns::RecordType::soa, {.ttl = soa_ttl, .values = {authority}});
}

std::size_t count_sets(const HostedZone& hosted) {
    std::size_t count = 0;
    for (const auto& [name, node] : hosted.zone.nodes()) count += node.size();
    return count;
}

json::object delegation_of(const HostedZone& hosted) {
    return {{"NameServers", json::from_texts(hosted.name_servers)}};
}

HostedZone make(const json::object& input, const dns::Name& name) {
    HostedZone hosted{.id = "Z" + random_text(20, id_alphabet),
                      .caller_reference = json::text(input, "CallerReference").value_or(""),
                      .comment = "",
                      .is_private = input.contains("VPC"),
                      .name_servers = name_servers(),
                      .zone = Zone{name}};
    if (const auto* config = json::find(input, "HostedZoneConfig")) {
        hosted.comment = json::text(config->as_object(), "Comment").value_or("");
        if (json::boolean(config->as_object(), "PrivateZone").value_or(false)) hosted.is_private = true;
    }
    put_apex(hosted);
    return hosted;
}

}  // namespace

json::object document_of(const HostedZone& hosted) {
    json::object config{{"PrivateZone", hosted.is_private}};
    if (!hosted.comment.empty()) config["Comment"] = hosted.comment;
    return {{"Id", "/hostedzone/" + hosted.id},
            {"Name", shown_name(hosted.zone.origin())},
            {"CallerReference", hosted.caller_reference},
            {"Config", std::move(config)},
            {"ResourceRecordSetCount", count_sets(hosted)}};
}

json::object create_hosted_zone(const Call& call, const json::object& input) {
    const auto name = read_name(json::text(input, "Name").value_or(""), "InvalidDomainName");
    const auto reference = json::text(input, "CallerReference").value_or("");
    auto& zones = call.account.route53.zones;
    for (const auto& [id, zone] : zones) {
        if (zone.caller_reference != reference) continue;
        throw ServiceError{
            "HostedZoneAlreadyExists",
            fmt::format("A hosted zone has already been created with the specified caller reference: {}",
                        reference),
            409};
    }
    HostedZone made = make(input, name);
    const std::string id = made.id;
    const auto& kept = zones.emplace(id, std::move(made)).first->second;
    return {{"HostedZone", document_of(kept)},
            {"ChangeInfo", publish(call, "")},
            {"DelegationSet", delegation_of(kept)},
            {"Location", "https://route53.amazonaws.com/2013-04-01/hostedzone/" + id}};
}

json::object delete_hosted_zone(const Call& call, const json::object& input) {
    auto& hosted = require_zone(call, json::text(input, "Id").value_or(""));
    // Its own NS and SOA records go with it.
    if (count_sets(hosted) > 2) {
        throw ServiceError{
            "HostedZoneNotEmpty",
            "The specified hosted zone contains non-required resource record sets and so cannot be "
            "deleted.",
            400};
    }
    const std::string id = hosted.id;
    call.account.route53.zones.erase(id);
    return {{"ChangeInfo", publish(call, "")}};
}

json::object get_hosted_zone(const Call& call, const json::object& input) {
    const auto& hosted = require_zone(call, json::text(input, "Id").value_or(""));
    json::object output{{"HostedZone", document_of(hosted)}};
    if (!hosted.is_private) output["DelegationSet"] = delegation_of(hosted);
    return output;
}

}  // namespace certwright::sandbox::route53
