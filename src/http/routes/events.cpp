#include "http/routes/events.hpp"

namespace certwright::http {

namespace {

Route follow_events(EventHub& hub) {
    return {
        .name = "follow_events",
        .method = Method::get,
        .path = "/api/v1/events",
        .permission = auth::Permission::inventory_read,
        .tag = "Events",
        .summary = "Follow what changes",
        .description =
            "Server-sent events: `discovery_run` {id, state} for each run that moved, and `job` {} when one "
            "was "
            "enqueued, started or ended. They only say what to read again; nothing is kept for who was away.",

        .output_types = {"text/event-stream"},

        .handle = [&hub](const RequestContext&) { return Reply::events(hub.subscribe()); },
    };
}

}  // namespace

void add_event_routes(Router& router, EventHub& hub) {
    router.add(follow_events(hub));
}

}  // namespace certwright::http
