#include "http/routes/deployments.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "http/cursor.hpp"
#include "http/list.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/certificate_document.hpp"
#include "http/routes/deployment_document.hpp"
#include "inventory/discovery_jobs.hpp"
#include "lifecycle/deployment/import_rules.hpp"
#include "lifecycle/deployment/server_certificate_name.hpp"
#include "lifecycle/material.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace certwright::http {

namespace {

std::vector<Property> wish_properties() {
    return {
        {"certificate", text().length(1, 128).describe("Its name or id.")},
        {"account", text().length(1, 128).describe("Its name, id or AWS account id.")},
        optional("service", one_of({"acm", "iam"}).describe("acm unless told otherwise. IAM has no regions.")),
        optional("regions", array_of(text().length(1, 32)).length(1, 100).describe("Needed for ACM.")),
        optional("path", text().length(1, 512).describe("In IAM: / unless told otherwise, or as in /cloudfront/shop/.")),
        optional("replace", boolean().describe("Take the same certificate over when it is found in ACM.")),
        optional("tags", map_of(text().length(0, 256)).length(0, 49).describe("Of a first import.")),
        optional("arns", map_of(text().length(20, 2048))
                             .length(0, 100)
                             .describe("What is to be replaced, by region; found by itself when left out."))};
}

std::map<std::string, std::string> texts_of(const json::object& body, std::string_view key) {
    std::map<std::string, std::string> found;
    if (const json::value* member = json::find(body, key))
        for (const auto& [name, value] : member->as_object()) found.emplace(name, value.as_string());
    return found;
}

/// Where a wish is for: IAM is global, ACM is asked for by region.
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

void check_regions(const std::vector<std::string>& regions) {
    for (const std::string& region : regions)
        if (!inventory::is_region(region))
            throw Error{Fault::invalid, fmt::format("{} is not a region's name", in_quotes(region)),
                        "write it as in eu-west-1"}
                .with_field("regions", fmt::format("has {}", in_quotes(region)));
}

lifecycle::DeploymentWish wish_of(const DeploymentPorts& ports, store::Connection& connection,
                                  const json::object& body) {
    lifecycle::DeploymentWish wish;
    wish.certificate = ports.repository.get(connection, *json::text(body, "certificate"));
    wish.account = ports.accounts.get(connection, *json::text(body, "account"));
    if (!wish.account.settings.enabled)
        throw Error{Fault::invalid,
                    fmt::format("account {} is disabled", in_quotes(wish.account.settings.name)),
                    "enable it first"};
    wish.service = json::text(body, "service").value_or("acm");
    for (const std::string& region : regions_of(body, wish.service))
        if (std::ranges::find(wish.regions, region) == wish.regions.end()) wish.regions.push_back(region);
    if (wish.service == "acm") check_regions(wish.regions);
    wish.path = json::text(body, "path").value_or("/");
    wish.replace = json::boolean(body, "replace").value_or(false);
    wish.tags = texts_of(body, "tags");
    wish.chosen_arns = texts_of(body, "arns");
    return wish;
}

Route plan_deployments(const DeploymentPorts& ports) {
    return {
        .name = "plan_deployments",
        .method = Method::post,
        .path = "/api/v1/deployments/preflight",
        .permission = auth::Permission::deployments_write,  // it spends the account's quotas
        .tag = "Deployments",
        .summary = "Find out what deploying would do, region by region",
        .description = "Asks AWS what is there; changes nothing.",

        .input = object("DeploymentPlan", wish_properties()),

        .output = list_of(planned_region_schema()),

        .handle =
            [ports](const RequestContext& context) {
                const auto wish = ports.database.read(
                    [&](store::Connection& connection) { return wish_of(ports, connection, context.body); });
                json::array items;
                for (const auto& planned : ports.plan.look(wish))
                    items.push_back(write_planned_region(planned));
                return list_reply(std::move(items), {});
            },
    };
}

std::vector<lifecycle::Refusal> import_refusals(const lifecycle::Content& content,
                                                const lifecycle::DeploymentWish& wish, Time now) {
    if (wish.service == "acm") return lifecycle::acm_import_refusals(content, now);
    const std::string name =
        lifecycle::server_certificate_name(wish.certificate.settings.name, content.leaf.fingerprint_sha256);
    return lifecycle::iam_import_refusals(content, {name, wish.path}, now);
}

/// What needs no look at AWS to be refused. An order that stands may be changed all the same.
void refuse_what_cannot_be(const DeploymentPorts& ports, store::Connection& connection,
                           const lifecycle::DeploymentWish& wish) {
    const bool all_stand = std::ranges::all_of(wish.regions, [&](const std::string& region) {
        return ports.deployments.standing(connection, wish.certificate.id, {wish.account.id, region, wish.service})
            .has_value();
    });
    if (all_stand) return;
    const auto material =
        lifecycle::read_material(connection, ports.keys, wish.certificate.current.facts.fingerprint_sha256,
                                 wish.certificate.current.issuers);
    auto refusals = import_refusals(material.content, wish, ports.clock.now());
    if (refusals.empty()) refusals = lifecycle::tag_refusals(wish.tags);
    if (refusals.empty()) return;
    throw Error{Fault::invalid,
                fmt::format("{} cannot be deployed: {}", in_quotes(wish.certificate.settings.name),
                            refusals.front().message),
                refusals.front().hint}
        .with_field("certificate", refusals.front().rule);
}

lifecycle::Deployment order_in(const DeploymentPorts& ports, store::Transaction& transaction,
                               const lifecycle::DeploymentWish& wish, const std::string& region,
                               const RequestContext& context) {
    const lifecycle::Deployments::Place place{wish.account.id, region, wish.service};
    const auto standing = ports.deployments.standing(transaction, wish.certificate.id, place);
    auto settings = standing ? standing->settings : lifecycle::DeploymentSettings{};
    settings.replace = json::boolean(context.body, "replace").value_or(settings.replace);
    settings.auto_redeploy = json::boolean(context.body, "auto_redeploy").value_or(settings.auto_redeploy);
    if (json::find(context.body, "tags")) settings.tags = wish.tags;
    if (json::find(context.body, "path")) settings.path = wish.path;
    if (const auto chosen = wish.chosen_arns.find(region); chosen != wish.chosen_arns.end())
        settings.chosen_arn = chosen->second;
    return ports.deployments.order(transaction, wish.certificate, place, settings, actor_of(context));
}

Route order_deployments(const DeploymentPorts& ports) {
    std::vector<Property> input = wish_properties();
    input.push_back(optional("auto_redeploy", boolean().describe("Follow every renewal.")));
    return {
        .name = "order_deployments",
        .method = Method::post,
        .path = "/api/v1/deployments",
        .permission = auth::Permission::deployments_write,
        .tag = "Deployments",
        .summary = "Deploy a certificate to regions, and keep it there",
        .description =
            "Makes a standing order for each region, or changes the one that stands; what is left out stays "
            "as "
            "it is. Each is carried out in the background.",
        .repeat = Repeat::replay,

        .input = object("NewDeployments", input),

        .output = list_of(deployment_schema()),

        .handle =
            [ports](const RequestContext& context) {
                return list_reply(ports.database.write([&](store::Transaction& transaction) {
                    const auto wish = wish_of(ports, transaction, context.body);
                    refuse_what_cannot_be(ports, transaction, wish);
                    json::array items;
                    for (const std::string& region : wish.regions) {
                        auto ordered = order_in(ports, transaction, wish, region, context);
                        const auto state = lifecycle::sync_state_of(transaction, ordered);
                        items.push_back(write_deployment({std::move(ordered), state}));
                    }
                    return items;
                }),
                                  {});
            },
    };
}

lifecycle::DeploymentFilter filter_from(const DeploymentPorts& ports, store::Connection& connection,
                                        const RequestContext& context) {
    lifecycle::DeploymentFilter filter;
    if (const auto name = json::text(context.query, "certificate"))
        filter.certificate = ports.repository.get(connection, *name).id.text();
    if (const auto name = json::text(context.query, "account"))
        filter.account = ports.accounts.get(connection, *name).id.text();
    filter.region = json::text(context.query, "region").value_or("");
    filter.service = json::text(context.query, "service").value_or("");
    if (const auto state = json::text(context.query, "state"))
        filter.state = lifecycle::parse_deployment_state(*state);
    if (const auto state = json::text(context.query, "sync_state"))
        filter.sync_state = lifecycle::parse_sync_state(*state);
    return filter;
}

Route list_deployments(const DeploymentPorts& ports) {
    return {
        .name = "list_deployments",
        .method = Method::get,
        .path = "/api/v1/deployments",
        .permission = auth::Permission::repository_read,
        .tag = "Deployments",
        .summary = "List the deployments, newest first",
        .description = "Those that were removed are shown only when that state is asked for.",

        .query = list_query(
            {optional("certificate", text().length(1, 128)), optional("account", text().length(1, 128)),
             optional("region", text().length(1, 32)), optional("service", one_of({"acm", "iam"})),
             optional("state", one_of({"waiting", "looking", "importing", "verifying", "putting_back",
                                       "deployed", "failed", "cancelled", "removed"})),
             optional("sync_state", sync_state_schema())}),

        .output = list_of(deployment_schema()),

        .handle =
            [ports](const RequestContext& context) {
                std::string before;
                if (const auto cursor = json::text(context.query, "cursor"))
                    before = decode_cursor(*cursor, 1).front();
                auto found = ports.database.read([&](store::Connection& connection) {
                    return lifecycle::list_deployments(connection, filter_from(ports, connection, context),
                                                       before, context.limit() + 1);
                });
                std::optional<std::string> next;
                if (found.size() > context.limit()) {
                    found.resize(context.limit());
                    next = encode_cursor({found.back().deployment.id.text()});
                }
                json::array items;
                for (const auto& listed : found) items.push_back(write_deployment(listed));
                return list_reply(std::move(items), next);
            },
    };
}

lifecycle::DeploymentId id_of(const RequestContext& context) {
    return lifecycle::DeploymentId{context.path_value("id")};
}

Reply reply_with(store::Connection& connection, lifecycle::Deployment deployment) {
    const auto state = lifecycle::sync_state_of(connection, deployment);
    return Reply::json(write_deployment({std::move(deployment), state}));
}

Route read_deployment(const DeploymentPorts& ports) {
    return {
        .name = "read_deployment",
        .method = Method::get,
        .path = "/api/v1/deployments/{id}",
        .permission = auth::Permission::repository_read,
        .tag = "Deployments",
        .summary = "Look at a deployment",

        .output = deployment_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.read([&](store::Connection& connection) {
                    return reply_with(connection, ports.deployments.get(connection, id_of(context)));
                });
            },
    };
}

/// A route that asks something of one deployment.
Route ask_of_one(const DeploymentPorts& ports, std::string name, const std::string& verb, std::string summary,
                 std::function<lifecycle::Deployment(store::Transaction&, const RequestContext&)> act) {
    return {
        .name = std::move(name),
        .method = Method::post,
        .path = "/api/v1/deployments/{id}/" + verb,
        .permission = auth::Permission::deployments_write,
        .tag = "Deployments",
        .summary = std::move(summary),

        .output = deployment_schema(),

        .handle =
            [ports, act = std::move(act)](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    return reply_with(transaction, act(transaction, context));
                });
            },
    };
}

Route retry_deployment(const DeploymentPorts& ports) {
    return ask_of_one(ports, "retry_deployment", "retry", "Try a failed or cancelled deployment again",
                      [ports](store::Transaction& transaction, const RequestContext& context) {
                          return ports.deployments.retry(transaction, id_of(context), actor_of(context));
                      });
}

Route cancel_deployment(const DeploymentPorts& ports) {
    return ask_of_one(ports, "cancel_deployment", "cancel",
                      "Cancel what has not been sent yet; nothing is left halfway",
                      [ports](store::Transaction& transaction, const RequestContext& context) {
                          return ports.deployments.cancel(transaction, id_of(context), actor_of(context));
                      });
}

Route redeploy_deployment(const DeploymentPorts& ports) {
    return ask_of_one(
        ports, "redeploy_deployment", "redeploy", "Deploy the certificate's current version again",
        [ports](store::Transaction& transaction, const RequestContext& context) {
            const auto deployment = ports.deployments.get(transaction, id_of(context));
            const auto certificate = ports.repository.get(transaction, deployment.certificate.text());
            return ports.deployments.redeploy(
                transaction, deployment.id, certificate.current.facts.fingerprint_sha256, actor_of(context));
        });
}

Route remove_deployment(const DeploymentPorts& ports) {
    return {
        .name = "remove_deployment",
        .method = Method::delete_,
        .path = "/api/v1/deployments/{id}",
        .permission = auth::Permission::deployments_write,
        .tag = "Deployments",
        .summary = "Stop managing a deployment",
        .description = "AWS keeps the certificate.",

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                ports.database.write([&](store::Transaction& transaction) {
                    ports.deployments.remove(transaction, id_of(context), actor_of(context));
                });
                return Reply::nothing();
            },
    };
}

}  // namespace

void add_deployment_routes(Router& router, const DeploymentPorts& ports) {
    router.add(plan_deployments(ports));
    router.add(order_deployments(ports));
    router.add(list_deployments(ports));
    router.add(read_deployment(ports));
    router.add(retry_deployment(ports));
    router.add(cancel_deployment(ports));
    router.add(redeploy_deployment(ports));
    router.add(remove_deployment(ports));
}

}  // namespace certwright::http
