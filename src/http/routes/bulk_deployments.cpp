#include "base/error.hpp"
#include "base/json.hpp"
#include "http/cursor.hpp"
#include "http/list.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/deployment_document.hpp"
#include "http/routes/deployment_input.hpp"
#include "http/routes/filter_query.hpp"
#include "lifecycle/certificate_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace certwright::http {

namespace {

constexpr std::size_t most_certificates = 1000;
constexpr std::size_t most_places = 7000;  // 200 certificates in every region of today
constexpr std::int64_t most_looked_at = 100;
constexpr std::size_t most_cursor_chars = 4096;  // two numbers for each of 100 regions

std::vector<Property> selection_properties() {
    std::vector<Property> selection{
        optional("certificates", array_of(text().length(1, 128))
                                     .length(1, most_certificates)
                                     .describe("Their names or ids; or else a group, or a filter.")),
        optional("group", text().length(1, 128).describe("The certificates of this group: its name or id.")),
        optional("filter", filter_query_schema())};
    for (Property& property : place_properties()) selection.push_back(std::move(property));
    return selection;
}

/// What a group or a filter finds now, by name.
std::vector<lifecycle::Certificate> found_by(const DeploymentPorts& ports, store::Connection& connection,
                                             const lifecycle::FilterParameters& parameters) {
    const auto filter = lifecycle::CertificateFilter::parse(parameters);
    const lifecycle::CertificateSelection selection{connection, filter, ports.clock.now()};
    auto page = lifecycle::list_certificates(connection, selection, {.field = "name"}, {}, most_certificates);
    if (page.next)
        throw Error{Fault::invalid, fmt::format("more than {} certificates are meant", most_certificates),
                    "narrow the filter, and deploy in several parts"};
    return std::move(page.rows);
}

std::vector<lifecycle::Certificate> named_in(const DeploymentPorts& ports, store::Connection& connection,
                                             const json::object& body) {
    std::vector<lifecycle::Certificate> certificates;
    for (const std::string& name : json::texts(body, "certificates")) {
        auto certificate = ports.repository.get(connection, name);
        if (std::ranges::find(certificates, certificate.id, &lifecycle::Certificate::id) ==
            certificates.end())
            certificates.push_back(std::move(certificate));
    }
    return certificates;
}

/// Throws Fault::invalid unless they are told in exactly one way, and are some.
std::vector<lifecycle::Certificate> selected(const DeploymentPorts& ports, store::Connection& connection,
                                             const json::object& body) {
    const auto group = json::text(body, "group"), filter = json::text(body, "filter");
    const bool is_named = json::find(body, "certificates") != nullptr;
    if (int{is_named} + int{group.has_value()} + int{filter.has_value()} != 1)
        throw Error{Fault::invalid, "it is not clear which certificates are meant",
                    "give either certificates, or a group, or a filter"};
    auto certificates = is_named ? named_in(ports, connection, body)
                        : group  ? found_by(ports, connection, {{"group", *group}})
                                 : found_by(ports, connection, read_filter_query(*filter));
    if (certificates.empty())
        throw Error{Fault::invalid, "no certificate is meant",
                    group ? "put certificates into the group, or change its rule" : "change the filter"};
    return certificates;
}

void check_number(const std::vector<lifecycle::Certificate>& certificates, const Places& places) {
    const std::size_t orders = certificates.size() * places.regions.size();
    if (orders > most_places)
        throw Error{
            Fault::invalid,
            fmt::format("{} certificates in {} regions are {} deployments, of which at most {} can be "
                        "ordered at once",
                        certificates.size(), places.regions.size(), orders, most_places),
            "deploy in several parts"};
}

/// What was looked at on earlier pages: the cursor.
struct Earlier {
    std::size_t certificates = 0;
    std::map<std::string, lifecycle::PlannedUse> use;  ///< by region
};

std::string encode_earlier(Earlier earlier, const std::vector<std::string>& regions) {
    std::vector<std::string> parts{std::to_string(earlier.certificates)};
    for (const std::string& region : regions) {
        const auto& [first_imports, reimports] = earlier.use[region];
        parts.push_back(std::to_string(first_imports));
        parts.push_back(std::to_string(reimports));
    }
    return encode_cursor(parts);
}

Earlier decode_earlier(const std::string& cursor, const std::vector<std::string>& regions) {
    const auto parts = decode_cursor(cursor, 1 + 2 * regions.size());
    const auto number = [&](std::size_t index) {
        return std::min(cursor_number(parts[index]), std::int64_t{most_certificates});
    };
    Earlier earlier{static_cast<std::size_t>(number(0)), {}};
    for (std::size_t index = 0; index < regions.size(); ++index)
        earlier.use[regions[index]] = {number(1 + 2 * index), number(2 + 2 * index)};
    return earlier;
}

Schema planned_certificate_schema() {
    return object("PlannedCertificate",
                  {{"certificate", object("Reference", {{"id", text()}, {"name", text()}})},
                   {"regions", array_of(planned_region_schema())}});
}

Route plan_bulk_deployments(const DeploymentPorts& ports) {
    std::vector<Property> input = selection_properties();
    input.push_back(optional("limit", integer().between(1, most_looked_at).describe("Certificates a page.")));
    input.push_back(optional("cursor", text().length(1, most_cursor_chars)));
    return {
        .name = "plan_bulk_deployments",
        .method = Method::post,
        .path = "/api/v1/deployments/bulk/preflight",
        .permission = auth::Permission::deployments_write,  // it spends the account's quotas
        .tag = "Deployments",
        .summary = "Find out what deploying many certificates would do, page by page",
        .description =
            "Asks AWS what is there; changes nothing. Within a page each is looked at as if those before it "
            "were deployed, and what earlier pages use up of AWS's quotas is counted. `total` counts the "
            "certificates.",

        .input = object("BulkPlan", input),

        .output = list_of(planned_certificate_schema()),

        .handle =
            [ports](const RequestContext& context) {
                std::size_t end = 0, total = 0;
                auto wish = ports.database.read([&](store::Connection& connection) {
                    auto places = read_places(ports, connection, context.body);
                    auto certificates = selected(ports, connection, context.body);
                    check_number(certificates, places);
                    total = certificates.size();
                    Earlier earlier;
                    if (const auto cursor = json::text(context.body, "cursor"))
                        earlier = decode_earlier(*cursor, places.regions);
                    const std::size_t begin = std::min(earlier.certificates, total);
                    end =
                        begin +
                        std::min(static_cast<std::size_t>(json::integer(context.body, "limit").value_or(50)),
                                 total - begin);
                    return lifecycle::BulkWish{
                        {std::make_move_iterator(certificates.begin() + static_cast<std::ptrdiff_t>(begin)),
                         std::make_move_iterator(certificates.begin() + static_cast<std::ptrdiff_t>(end))},
                        std::move(places.account),
                        std::move(places.service),
                        std::move(places.regions),
                        std::move(places.path),
                        places.replace,
                        std::move(places.tags),
                        std::move(earlier.use)};
                });
                json::array items;
                for (const auto& planned : ports.plan.look(wish)) {
                    json::array regions;
                    for (const auto& region : planned.regions) {
                        lifecycle::add_use(region, wish.before[region.region]);
                        regions.push_back(write_planned_region(region));
                    }
                    items.push_back(json::object{
                        {"certificate", json::object{{"id", planned.certificate.id.text()},
                                                     {"name", planned.certificate.settings.name}}},
                        {"regions", std::move(regions)}});
                }
                std::optional<std::string> next;
                if (end < total) next = encode_earlier({end, std::move(wish.before)}, wish.regions);
                return list_reply(std::move(items), next, static_cast<std::int64_t>(total));
            },
    };
}

/// By certificate and region, each as the body names them.
using ByPlace = std::map<std::pair<std::string, std::string>, std::string>;

ByPlace read_by_place(const DeploymentPorts& ports, store::Connection& connection, const json::object& body,
                      std::string_view key) {
    ByPlace found;
    const json::value* list = json::find(body, key);
    if (!list) return found;
    for (const json::value& one : list->as_array()) {
        const auto certificate =
            ports.repository.get(connection, *json::text(one.as_object(), "certificate"));
        found[{certificate.id.text(), *json::text(one.as_object(), "region")}] =
            json::text(one.as_object(), "arn").value_or("");
    }
    return found;
}

std::vector<Property> place_of_one() {
    return {{"certificate", text().length(1, 128)}, {"region", text().length(1, 32)}};
}

struct BulkOrder {
    Places places;
    ByPlace left_out, chosen;
};

std::vector<lifecycle::Deployments::Order> orders_for(const DeploymentPorts& ports,
                                                      store::Connection& connection,
                                                      const lifecycle::Certificate& certificate,
                                                      const BulkOrder& bulk, const json::object& body) {
    std::vector<lifecycle::Deployments::Order> orders;
    for (const std::string& region : bulk.places.regions) {
        const std::pair key{certificate.id.text(), region};
        if (bulk.left_out.contains(key)) continue;
        const lifecycle::Deployments::Place place{bulk.places.account.id, region, bulk.places.service};
        const auto standing = ports.deployments.standing(connection, certificate.id, place);
        auto settings = read_order(body, standing ? standing->settings : lifecycle::DeploymentSettings{});
        const auto chosen = bulk.chosen.find(key);
        settings.chosen_arn = chosen == bulk.chosen.end() ? "" : chosen->second;
        orders.push_back({place, std::move(settings)});
    }
    return orders;
}

Route order_bulk_deployments(const DeploymentPorts& ports) {
    std::vector<Property> input = selection_properties();
    for (Property& property : order_properties()) input.push_back(std::move(property));
    std::vector<Property> choice = place_of_one();
    choice.push_back({"arn", text().length(20, 2048)});
    input.push_back(optional("left_out", array_of(object("BulkPlace", place_of_one()))
                                             .length(0, most_places)
                                             .describe("Where nothing is to be deployed.")));
    input.push_back(
        optional("chosen", array_of(object("BulkChoice", choice))
                               .length(0, most_places)
                               .describe("What is to be replaced; found by itself when left out.")));
    return {
        .name = "order_bulk_deployments",
        .method = Method::post,
        .path = "/api/v1/deployments/bulk",
        .permission = auth::Permission::deployments_write,
        .tag = "Deployments",
        .summary = "Deploy many certificates to regions, and keep them there",
        .description =
            "All of it or nothing, as if each was ordered by itself: an order that stands is changed. A "
            "group or "
            "a filter means what it finds now; what comes into it later is not deployed by that.",
        .repeat = Repeat::replay,

        .input = object("BulkDeployments", input),

        .output = object("BulkOrdered", {{"certificates", integer().describe("How many there are.")},
                                         {"deployments", array_of(text()).describe("Their ids.")}}),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    const auto certificates = selected(ports, transaction, context.body);
                    const BulkOrder bulk{read_places(ports, transaction, context.body),
                                         read_by_place(ports, transaction, context.body, "left_out"),
                                         read_by_place(ports, transaction, context.body, "chosen")};
                    if (!bulk.chosen.empty()) refuse_choice_in_iam(bulk.places, "chosen");
                    check_number(certificates, bulk.places);
                    json::array ids;
                    std::int64_t count = 0;
                    for (const auto& certificate : certificates) {
                        const auto orders = orders_for(ports, transaction, certificate, bulk, context.body);
                        if (orders.empty()) continue;
                        ++count;
                        Places places = bulk.places;
                        places.regions.clear();
                        for (const auto& order : orders) places.regions.push_back(order.place.region);
                        refuse_what_cannot_be(ports, transaction, certificate, places);
                        for (const auto& ordered :
                             ports.deployments.order(transaction, certificate, orders, actor_of(context)))
                            ids.emplace_back(ordered.id.text());
                    }
                    return Reply::json({{"certificates", count}, {"deployments", std::move(ids)}});
                });
            },
    };
}

}  // namespace

void add_bulk_deployment_routes(Router& router, const DeploymentPorts& ports) {
    router.add(plan_bulk_deployments(ports));
    router.add(order_bulk_deployments(ports));
}

}  // namespace certwright::http
