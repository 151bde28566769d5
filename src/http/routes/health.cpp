#include "http/routes/health.hpp"

#include "base/json.hpp"
#include "base/log.hpp"

#include <map>

namespace certwright::http {

namespace {

Schema status() {
    return object("Health", {{"status", one_of({"ok"})}});
}

Route read_health() {
    return {
        .name = "read_health",
        .method = Method::get,
        .path = "/healthz",
        .permission = auth::Permission::anyone,
        .tag = "Health",
        .summary = "Tell that the process answers",

        .output = status(),

        .handle =
            [](const RequestContext&) {
                return Reply::json(json::object{{"status", "ok"}});
            },
    };
}

constexpr std::string_view select_one = "SELECT 1";

Route read_readiness(const HealthPorts& ports) {
    return {
        .name = "read_readiness",
        .method = Method::get,
        .path = "/readyz",
        .permission = auth::Permission::anyone,
        .tag = "Health",
        .summary = "Tell whether the database can be reached, 503 when not",

        .output = status(),

        .handle =
            [ports](const RequestContext&) {
                ports.database.read([](store::Connection& connection) {
                    connection.query(select_one, store::Values{}, [](const store::Row&) {});
                });
                return Reply::json(json::object{{"status", "ok"}});
            },
    };
}

/// A request that another machine's proxy on this one hands on is not of this machine, even when the server
/// was not told of the proxy.
bool is_of_this_machine(const net::ServerRequest& request) {
    const std::string_view peer = request.peer;
    const bool loopback = peer.starts_with("127.") || peer == "::1" || peer.starts_with("::ffff:127.");
    return loopback && !request.headers.find("X-Forwarded-For") && !request.headers.find("Forwarded");
}

/// What is counted where it lies. Without the database the other metrics are needed all the more.
void measure_queue(const HealthPorts& ports) {
    std::map<std::pair<std::string, jobs::JobState>, std::int64_t> jobs;
    try {
        for (const auto& one : ports.database.read(
                 [&](store::Connection& connection) { return ports.queue.depth(connection); }))
            jobs[{one.lane, one.state}] = one.jobs;
    } catch (const Error& error) {
        log::warn("cannot count the jobs", {{"error", error.message()}});
        return;
    }
    for (const std::string& lane : ports.lanes)
        for (const auto state : {jobs::JobState::available, jobs::JobState::running})
            ports.metrics.set("certwright_jobs", "Jobs that wait or run, of all server processes.",
                              static_cast<double>(jobs[{lane, state}]),
                              {{"lane", lane}, {"state", std::string{jobs::to_string(state)}}});
}

Route read_metrics(const HealthPorts& ports) {
    return {
        .name = "read_metrics",
        .method = Method::get,
        .path = "/metrics",
        .permission = auth::Permission::anyone,
        .tag = "Health",
        .summary = "Read the metrics in Prometheus' text format",
        .description =
            "Open to this machine; from elsewhere it needs credentials that may read the inventory.",

        .output_types = {"text/plain; version=0.0.4"},

        .handle =
            [ports](const RequestContext& context) {
                if (!is_of_this_machine(context.request)) {
                    if (!context.who)
                        throw Error{Fault::unauthenticated, "metrics are open to this machine only",
                                    "from elsewhere send an API token"};
                    if (!auth::may(context.who->role, auth::Permission::inventory_read))
                        throw Error{Fault::forbidden, "your role may not read metrics"};
                }
                measure_queue(ports);
                return Reply::raw(ports.metrics.expose(), "text/plain; version=0.0.4");
            },
    };
}

}  // namespace

void add_health_routes(Router& router, const HealthPorts& ports) {
    router.add(read_health());
    router.add(read_readiness(ports));
    router.add(read_metrics(ports));
}

}  // namespace certwright::http
