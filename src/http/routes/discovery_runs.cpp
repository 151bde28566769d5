#include "http/routes/discovery_runs.hpp"

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "http/cursor.hpp"
#include "http/list.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/discovery_document.hpp"
#include "http/run_feed.hpp"

namespace certwright::http {

namespace {

Reply run_reply(const DiscoveryPorts& ports, const inventory::RunId& id) {
    const auto run =
        ports.database.read([&](store::Connection& connection) { return ports.runs.get(connection, id); });
    return Reply::json(write_run(run, Scopes::shown, ports.clock.now()));
}

Route start_run(const DiscoveryPorts& ports) {
    return {
        .name = "start_discovery_run",
        .method = Method::post,
        .path = "/api/v1/discovery_runs",
        .permission = auth::Permission::inventory_scan,
        .tag = "Discovery",
        .summary = "Start a discovery run",
        .repeat = Repeat::replay,

        .input =
            object("NewDiscoveryRun",
                   {optional("accounts", array_of(text().length(1, 128))
                                             .length(0, 1000)
                                             .describe("Names or ids; every enabled account when empty.")),
                    optional("regions", array_of(text().length(1, 32))
                                            .length(0, 100)
                                            .describe("As each account's settings say when empty.")),
                    optional("full", boolean().describe("Ask for the details of every certificate again."))}),

        .output = run_schema(),
        .status = 201,

        .handle =
            [ports](const RequestContext& context) {
                inventory::RunRequest request;
                request.regions = json::texts(context.body, "regions");
                request.full = json::boolean(context.body, "full").value_or(false);
                const auto run = ports.database.write([&](store::Transaction& transaction) {
                    inventory::RunRequest chosen = request;
                    for (const std::string& name : json::texts(context.body, "accounts"))
                        chosen.accounts.push_back(ports.accounts.get(transaction, name).id);
                    const auto id = ports.runs.start(transaction, chosen, actor_of(context));
                    return ports.runs.get(transaction, id);
                });
                return Reply::created(write_run(run, Scopes::shown, ports.clock.now()),
                                      "/api/v1/discovery_runs/" + run.id.text());
            },
    };
}

Route list_runs(const DiscoveryPorts& ports) {
    return {
        .name = "list_discovery_runs",
        .method = Method::get,
        .path = "/api/v1/discovery_runs",
        .permission = auth::Permission::inventory_read,
        .tag = "Discovery",
        .summary = "List discovery runs, newest first",

        .query = list_query(),

        .output = list_of(run_schema()),

        .handle =
            [ports](const RequestContext& context) {
                const auto cursor = json::text(context.query, "cursor");
                const std::string before = cursor ? decode_cursor(*cursor, 1).front() : "";
                auto runs = ports.database.read([&](store::Connection& connection) {
                    return ports.runs.list(connection, before, context.limit() + 1);
                });
                std::optional<std::string> next;
                if (runs.size() > context.limit()) {
                    runs.resize(context.limit());
                    next = encode_cursor({runs.back().id.text()});
                }
                json::array items;
                for (const auto& run : runs)
                    items.push_back(write_run(run, Scopes::left_out, ports.clock.now()));
                return list_reply(std::move(items), next);
            },
    };
}

Route read_run(const DiscoveryPorts& ports) {
    return {
        .name = "read_discovery_run",
        .method = Method::get,
        .path = "/api/v1/discovery_runs/{id}",
        .permission = auth::Permission::inventory_read,
        .tag = "Discovery",
        .summary = "Look at a discovery run and its report by account and region",

        .output = run_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return run_reply(ports, inventory::RunId{context.path_value("id")});
            },
    };
}

Route cancel_run(const DiscoveryPorts& ports) {
    return {
        .name = "cancel_discovery_run",
        .method = Method::post,
        .path = "/api/v1/discovery_runs/{id}/cancel",
        .permission = auth::Permission::inventory_scan,
        .tag = "Discovery",
        .summary = "Cancel a discovery run",
        .description = "What was found so far stays.",

        .output = run_schema(),

        .handle =
            [ports](const RequestContext& context) {
                const inventory::RunId id{context.path_value("id")};
                ports.database.write([&](store::Transaction& transaction) {
                    ports.runs.cancel(transaction, id, actor_of(context));
                });
                return run_reply(ports, id);
            },
    };
}

Route follow_run(const DiscoveryPorts& ports) {
    return {
        .name = "follow_discovery_run",
        .method = Method::get,
        .path = "/api/v1/discovery_runs/{id}/events",
        .permission = auth::Permission::inventory_read,
        .tag = "Discovery",
        .summary = "Follow a discovery run",
        .description = "Server-sent events: `run` and `scope` for what changed, then `end`.",

        .output_types = {"text/event-stream"},

        .handle =
            [ports](const RequestContext& context) {
                const inventory::RunId id{context.path_value("id")};
                ports.database.read([&](store::Connection& connection) { ports.runs.get(connection, id); });
                return Reply::events(ports.feed.follow(id));
            },
    };
}

}  // namespace

void add_discovery_routes(Router& router, const DiscoveryPorts& ports) {
    router.add(start_run(ports));
    router.add(list_runs(ports));
    router.add(read_run(ports));
    router.add(cancel_run(ports));
    router.add(follow_run(ports));
}

}  // namespace certwright::http
