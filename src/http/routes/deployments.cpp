#include "http/routes/deployments.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "http/cursor.hpp"
#include "http/list.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/certificate_document.hpp"
#include "http/routes/deployment_document.hpp"
#include "http/routes/deployment_input.hpp"
#include "inventory/sync_state_names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::http {

namespace {

std::vector<Property> wish_properties() {
    std::vector<Property> wish = place_properties();
    wish.insert(wish.begin(), {"certificate", text().length(1, 128).describe("Its name or id.")});
    wish.push_back(optional("arns", map_of(text().length(20, 2048))
                                        .length(0, 100)
                                        .describe("What is to be replaced, by region; found by itself when "
                                                  "left out.")));
    return wish;
}

/// What is to be replaced, by region. Left aside, one for another region would become a first import.
std::map<std::string, std::string> read_arns(const json::object& body, const Places& places) {
    auto arns = read_texts(body, "arns");
    if (!arns.empty()) refuse_choice_in_iam(places, "arns");
    for (const auto& [region, arn] : arns)
        if (std::ranges::find(places.regions, region) == places.regions.end())
            throw Error{Fault::invalid,
                        fmt::format("{} is to be replaced in {}, which is not among the regions",
                                    in_quotes(arn), in_quotes(region)),
                        "name that region too, or another ARN"}
                .with_field("arns", fmt::format("has {}", in_quotes(region)));
    return arns;
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
                const auto wish = ports.database.read([&](store::Connection& connection) {
                    auto places = read_places(ports, connection, context.body);
                    auto arns = read_arns(context.body, places);
                    return lifecycle::DeploymentWish{
                        ports.repository.get(connection, *json::text(context.body, "certificate")),
                        std::move(places.account),
                        std::move(places.service),
                        std::move(places.regions),
                        std::move(places.path),
                        places.replace,
                        std::move(places.tags),
                        std::move(arns)};
                });
                json::array items;
                for (const auto& planned : ports.plan.look(wish))
                    items.push_back(write_planned_region(planned));
                return list_reply(std::move(items), {});
            },
    };
}

lifecycle::Deployments::Order order_in(const DeploymentPorts& ports, store::Connection& connection,
                                       const lifecycle::Certificate& certificate, const Places& places,
                                       const std::string& region, const json::object& body) {
    const lifecycle::Deployments::Place place{places.account.id, region, places.service};
    const auto standing = ports.deployments.standing(connection, certificate.id, place);
    auto settings = read_order(body, standing ? standing->settings : lifecycle::DeploymentSettings{});
    const auto arns = read_arns(body, places);
    // A choice is for one order: the pre-flight of the next knows nothing of it.
    const auto chosen = arns.find(region);
    settings.chosen_arn = chosen == arns.end() ? "" : chosen->second;
    return {place, std::move(settings)};
}

Route order_deployments(const DeploymentPorts& ports) {
    std::vector<Property> input = wish_properties();
    for (Property& property : order_properties()) input.push_back(std::move(property));
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
                    const auto certificate =
                        ports.repository.get(transaction, *json::text(context.body, "certificate"));
                    const auto places = read_places(ports, transaction, context.body);
                    refuse_what_cannot_be(ports, transaction, certificate, places);
                    std::vector<lifecycle::Deployments::Order> orders;
                    for (const std::string& region : places.regions)
                        orders.push_back(
                            order_in(ports, transaction, certificate, places, region, context.body));
                    json::array items;
                    for (auto& ordered :
                         ports.deployments.order(transaction, certificate, orders, actor_of(context)))
                        items.push_back(
                            write_deployment(lifecycle::as_listed(transaction, std::move(ordered))));
                    return items;
                }),
                                  {});
            },
    };
}

Schema sync_state_or_mismatch() {
    std::vector<std::string> states{inventory::sync_state_names.begin(), inventory::sync_state_names.end()};
    states.emplace_back("mismatch");
    return one_of(std::move(states)).describe("mismatch: any that is out of sync, and not accepted.");
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
    const auto sync_state = json::text(context.query, "sync_state");
    filter.is_mismatch = sync_state == "mismatch";
    if (sync_state && !filter.is_mismatch) filter.sync_state = lifecycle::parse_sync_state(*sync_state);
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
             optional("state", deployment_state_schema()), optional("sync_state", sync_state_or_mismatch()),
             optional("total", boolean().describe("Count all matches too."))}),

        .output = list_of(deployment_schema()),

        .handle =
            [ports](const RequestContext& context) {
                std::string before;
                if (const auto cursor = json::text(context.query, "cursor"))
                    before = decode_cursor(*cursor, 1).front();
                std::optional<std::int64_t> total;
                auto found = ports.database.read([&](store::Connection& connection) {
                    const auto filter = filter_from(ports, connection, context);
                    if (json::boolean(context.query, "total").value_or(false))
                        total = lifecycle::count_deployments(connection, filter);
                    return lifecycle::list_deployments(connection, filter, before, context.limit() + 1);
                });
                std::optional<std::string> next;
                if (found.size() > context.limit()) {
                    found.resize(context.limit());
                    next = encode_cursor({found.back().deployment.id.text()});
                }
                json::array items;
                for (const auto& listed : found) items.push_back(write_deployment(listed));
                return list_reply(std::move(items), next, total);
            },
    };
}

}  // namespace

void add_deployment_routes(Router& router, const DeploymentPorts& ports) {
    router.add(plan_deployments(ports));
    router.add(order_deployments(ports));
    router.add(list_deployments(ports));
    add_standing_deployment_routes(router, ports);
    add_bulk_deployment_routes(router, ports);
}

}  // namespace certwright::http
