#include "http/routes/deployment_input.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "inventory/discovery_jobs.hpp"
#include "lifecycle/deployment/import_rules.hpp"
#include "lifecycle/deployment/server_certificate_name.hpp"
#include "lifecycle/material.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::http {

namespace {

constexpr std::int64_t longest_pause = 30 * 86'400;

/// Where something is for: IAM is global, ACM is asked for by region.
std::vector<std::string> regions_of(const json::object& body, const std::string& service) {
    std::vector<std::string> regions;
    if (json::find(body, "regions")) regions = json::texts(body, "regions");
    if (service == "acm" && regions.empty())
        throw Error{Fault::invalid, "no region is named", "name those that are to serve the certificate"}
            .with_field("regions", "is missing");
    if (service == "iam" && !regions.empty())
        throw Error{Fault::invalid, "IAM has no regions", "leave them out"}.with_field("regions",
                                                                                       "does not fit iam");
    if (service == "iam") return {inventory::global_region};
    return regions;
}

std::vector<lifecycle::Refusal> import_refusals(const lifecycle::Content& content,
                                                const lifecycle::Certificate& certificate,
                                                const Places& places, Time now) {
    if (places.service == "acm") return lifecycle::acm_import_refusals(content, now);
    const std::string name =
        lifecycle::server_certificate_name(certificate.settings.name, content.leaf.fingerprint_sha256);
    return lifecycle::iam_import_refusals(content, {name, places.path}, now);
}

void check_regions(const std::vector<std::string>& regions) {
    for (const std::string& region : regions)
        if (!inventory::is_region(region))
            throw Error{Fault::invalid, fmt::format("{} is not a region's name", in_quotes(region)),
                        "write it as in eu-west-1"}
                .with_field("regions", fmt::format("has {}", in_quotes(region)));
}

}  // namespace

void refuse_choice_in_iam(const Places& places, std::string_view member) {
    if (places.service != "iam") return;
    throw Error{Fault::invalid, "nothing can be replaced in IAM: each version gets a name of its own",
                "leave it out"}
        .with_field(std::string{member}, "does not fit iam");
}

std::vector<Property> place_properties() {
    return {
        {"account", text().length(1, 128).describe("Its name, id or AWS account id.")},
        optional("service",
                 one_of({"acm", "iam"}).describe("acm unless told otherwise. IAM has no regions.")),
        optional("regions", array_of(text().length(1, 32)).length(1, 100).describe("Needed for ACM.")),
        optional("path", text().length(1, 512).describe(
                             "In IAM: / unless told otherwise, or as in /cloudfront/shop/.")),
        optional("replace", boolean().describe("Take the same certificate over when it is found in ACM.")),
        optional("tags", map_of(text().length(0, 256)).length(0, 49).describe("Of a first import."))};
}

Property pause_property() {
    return optional("pause_seconds",
                    integer()
                        .between(0, longest_pause)
                        .nullable()
                        .describe("A careful roll-out: first all regions where nothing uses the certificate, "
                                  "then the others one by one, so long after the one before; after a failure "
                                  "none. null for all at once."));
}

std::vector<Property> order_properties() {
    return {optional("auto_redeploy", boolean().describe("Follow every renewal.")), pause_property()};
}

Places read_places(const DeploymentPorts& ports, store::Connection& connection, const json::object& body) {
    Places places;
    places.account = ports.accounts.get(connection, *json::text(body, "account"));
    if (!places.account.settings.enabled)
        throw Error{Fault::invalid,
                    fmt::format("account {} is disabled", in_quotes(places.account.settings.name)),
                    "enable it first"};
    places.service = json::text(body, "service").value_or("acm");
    places.path = json::text(body, "path").value_or("/");
    for (const std::string& region : regions_of(body, places.service))
        if (std::ranges::find(places.regions, region) == places.regions.end())
            places.regions.push_back(region);
    if (places.service == "acm") check_regions(places.regions);
    if (places.service == "acm" && json::find(body, "path"))
        throw Error{Fault::invalid, "ACM has no paths", "leave it out, or deploy to IAM"}.with_field(
            "path", "does not fit acm");
    places.replace = json::boolean(body, "replace");
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
    if (const auto path = json::text(body, "path")) settings.path = *path;
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
        return ports.deployments
            .standing(connection, certificate.id, {places.account.id, region, places.service})
            .has_value();
    });
    if (all_stand) return;
    const auto material = lifecycle::read_material(
        connection, ports.keys, certificate.current.facts.fingerprint_sha256, certificate.current.issuers);
    auto refusals = import_refusals(material.content, certificate, places, ports.clock.now());
    if (refusals.empty()) refusals = lifecycle::tag_refusals(places.tags);
    if (refusals.empty()) return;
    throw Error{Fault::invalid,
                fmt::format("{} cannot be deployed: {}", in_quotes(certificate.settings.name),
                            refusals.front().message),
                refusals.front().hint}
        .with_field("certificate", refusals.front().rule);
}

}  // namespace certwright::http
