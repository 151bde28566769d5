#include "http/routes/about.hpp"

#include "base/json.hpp"

namespace certwright::http {

namespace {

Route read_about(const About& about, const Clock& clock) {
    return {
        .name = "read_about",
        .method = Method::get,
        .path = "/api/v1/about",
        .permission = auth::Permission::signed_in,
        .tag = "About",
        .summary = "Tell what this server is",

        .output =
            object("About", {{"version", text()},
                             {"commit", text()},
                             {"database", one_of({"sqlite", "postgresql"})},
                             {"schema_version", integer()},
                             {"started_at", time()},
                             {"uptime_seconds", integer()},
                             {"sandbox", text().nullable().describe(
                                             "The page of the AWS sandbox; null: AWS is the real one.")}}),

        .handle =
            [about, &clock](const RequestContext&) {
                const auto uptime =
                    std::chrono::duration_cast<std::chrono::seconds>(clock.now() - about.started_at);
                return Reply::json(json::object{
                    {"version", about.version},
                    {"commit", about.commit},
                    {"database", about.database == store::Dialect::sqlite ? "sqlite" : "postgresql"},
                    {"schema_version", about.schema_version},
                    {"started_at", json::from_time(about.started_at)},
                    {"uptime_seconds", uptime.count()},
                    {"sandbox", json::or_null(about.sandbox)}});
            },
    };
}

}  // namespace

void add_about_routes(Router& router, const About& about, const Clock& clock) {
    router.add(read_about(about, clock));
}

}  // namespace certwright::http
