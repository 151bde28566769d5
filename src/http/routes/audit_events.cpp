#include "http/routes/audit_events.hpp"

#include "base/json.hpp"
#include "http/cursor.hpp"
#include "http/list.hpp"

namespace certwright::http {

namespace {

Schema event_schema() {
    return object("AuditEvent", {{"sequence", integer()},
                                 {"at", time()},
                                 {"actor", text()},
                                 {"action", text()},
                                 {"subject", text()},
                                 {"details", map_of(any())},
                                 {"request_id", text().nullable()},
                                 {"hash", text().describe("SHA-256 over the hash before and this event.")}});
}

json::object write_event(const audit::Event& event) {
    return {{"sequence", event.sequence},
            {"at", json::from_time(event.at)},
            {"actor", event.actor},
            {"action", event.action},
            {"subject", event.subject},
            {"details", json::parse(event.details, "an event's details")},
            {"request_id", json::or_null(event.request_id)},
            {"hash", event.hash}};
}

std::optional<Time> time_in(const json::object& query, std::string_view name) {
    const auto written = json::text(query, name);
    if (!written) return std::nullopt;
    try {
        return parse_rfc3339(*written);
    } catch (const Error& error) {
        throw Error{Fault::invalid, error.message()}.with_field(std::string{name},
                                                                "must be an RFC 3339 time");
    }
}

Route list_events(const AuditEventPorts& ports) {
    return {
        .name = "list_audit_events",
        .method = Method::get,
        .path = "/api/v1/audit_events",
        .permission = auth::Permission::audit_read,
        .tag = "Audit",
        .summary = "List audit events, newest first",

        .query =
            list_query({optional("actor", text().length(1, 200)), optional("action", text().length(1, 200)),
                        optional("subject", text().length(1, 2048)), optional("from", time()),
                        optional("until", time())}),

        .output = list_of(event_schema()),

        .handle =
            [ports](const RequestContext& context) {
                audit::EventFilter filter;
                filter.actor = json::text(context.query, "actor").value_or("");
                filter.action = json::text(context.query, "action").value_or("");
                filter.subject = json::text(context.query, "subject").value_or("");
                filter.from = time_in(context.query, "from");
                filter.until = time_in(context.query, "until");
                if (const auto cursor = json::text(context.query, "cursor"))
                    filter.before = decode_cursor_number(*cursor);
                filter.limit = context.limit() + 1;  // one more tells whether another page follows
                auto found = ports.database.read(
                    [&](store::Connection& connection) { return ports.log.list(connection, filter); });
                std::optional<std::string> next;
                if (found.size() > context.limit()) {
                    found.resize(context.limit());
                    next = encode_cursor({std::to_string(found.back().sequence)});
                }
                json::array items;
                for (const audit::Event& event : found) items.push_back(write_event(event));
                return list_reply(std::move(items), next);
            },
    };
}

Route verify_events(const AuditEventPorts& ports) {
    return {
        .name = "verify_audit_events",
        .method = Method::get,
        .path = "/api/v1/audit_events/verify",
        .permission = auth::Permission::audit_read,
        .tag = "Audit",
        .summary = "Check that no audit event was changed, removed or inserted",

        .output = object("AuditVerification",
                         {{"events", integer().describe("How many were checked.")},
                          {"broken_at", integer().nullable().describe("The first that does not fit.")},
                          {"problem", text().nullable()}}),

        .handle =
            [ports](const RequestContext&) {
                const audit::Verification found = ports.database.read(
                    [&](store::Connection& connection) { return ports.log.verify(connection); });
                return Reply::json(json::object{{"events", found.events},
                                                {"broken_at", json::from_optional(found.broken_at)},
                                                {"problem", json::or_null(found.problem)}});
            },
    };
}

}  // namespace

void add_audit_event_routes(Router& router, const AuditEventPorts& ports) {
    router.add(list_events(ports));
    router.add(verify_events(ports));
}

}  // namespace certwright::http
