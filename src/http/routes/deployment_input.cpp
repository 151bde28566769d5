#include "http/routes/deployment_input.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "lifecycle/deployment/import_rules.hpp"
#include "lifecycle/material.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::http {

namespace {

constexpr std::int64_t longest_pause = 30 * 86'400;

void check_regions(const std::vector<std::string>& regions) {
    for (const std::string& region : regions)
        if (!inventory::is_region(region))
            throw Error{Fault::invalid, fmt::format("{} is not a region's name", in_quotes(region)),
                        "write it as in eu-west-1"}
                .with_field("regions", fmt::format("has {}", in_quotes(region)));
}

}  // namespace

std::vector<Property> place_properties() {
    return {
        {"account", text().length(1, 128).describe("Its name, id or AWS account id.")},
        {"regions", array_of(text().length(1, 32)).length(1, 100)},
        optional("replace", boolean().describe("Take the same certificate over when it is found in ACM.")),
        optional("tags", map_of(text().length(0, 256)).length(0, 49).describe("Of a first import."))};
}

std::vector<Property> order_properties() {
    return {
        optional("auto_redeploy", boolean().describe("Follow every renewal.")),
        optional("pause_seconds",
                 integer()
                     .between(0, longest_pause)
                     .nullable()
                     .describe("A careful roll-out: first all regions where nothing uses the certificate, "
                               "then the others one by one, so long after the one before; after a failure "
                               "none. null for all at once."))};
}

Places read_places(const DeploymentPorts& ports, store::Connection& connection, const json::object& body) {
    Places places;
    places.account = ports.accounts.get(connection, *json::text(body, "account"));
    if (!places.account.settings.enabled)
        throw Error{Fault::invalid,
                    fmt::format("account {} is disabled", in_quotes(places.account.settings.name)),
                    "enable it first"};
    for (const std::string& region : json::texts(body, "regions"))
        if (std::ranges::find(places.regions, region) == places.regions.end())
            places.regions.push_back(region);
    check_regions(places.regions);
    places.replace = json::boolean(body, "replace").value_or(false);
    places.tags = read_texts(body, "tags");
    return places;
}

std::map<std::string, std::string> read_texts(const json::object& body, std::string_view key) {
    std::map<std::string, std::string> found;
    if (const json::value* member = json::find(body, key))
        for (const auto& [name, value] : member->as_object()) found.emplace(name, value.as_string());
    return found;
}

lifecycle::DeploymentSettings read_order(const json::object& body, lifecycle::DeploymentSettings settings) {
    settings.replace = json::boolean(body, "replace").value_or(settings.replace);
    settings.auto_redeploy = json::boolean(body, "auto_redeploy").value_or(settings.auto_redeploy);
    if (json::find(body, "tags")) settings.tags = read_texts(body, "tags");
    // null is asked for, absence is not.
    if (const auto pause = body.find("pause_seconds"); pause != body.end()) {
        settings.pause.reset();
        if (const auto seconds = json::integer(body, "pause_seconds"))
            settings.pause = std::chrono::seconds{*seconds};
    }
    return settings;
}

void refuse_what_cannot_be(const DeploymentPorts& ports, store::Connection& connection,
                           const lifecycle::Certificate& certificate, const Places& places) {
    const bool all_stand = std::ranges::all_of(places.regions, [&](const std::string& region) {
        return ports.deployments.standing(connection, certificate.id, {places.account.id, region})
            .has_value();
    });
    if (all_stand) return;
    const auto material = lifecycle::read_material(
        connection, ports.keys, certificate.current.facts.fingerprint_sha256, certificate.current.issuers);
    auto refusals = lifecycle::acm_import_refusals(material.content, ports.clock.now());
    if (refusals.empty()) refusals = lifecycle::tag_refusals(places.tags);
    if (refusals.empty()) return;
    throw Error{Fault::invalid,
                fmt::format("{} cannot be deployed: {}", in_quotes(certificate.settings.name),
                            refusals.front().message),
                refusals.front().hint}
        .with_field("certificate", refusals.front().rule);
}

}  // namespace certwright::http
