#include "http/routes/setup.hpp"

#include "base/json.hpp"
#include "http/cookie.hpp"
#include "http/routes/user_document.hpp"

namespace certwright::http {

namespace {

Route read_setup(const SetupPorts& ports) {
    return {
        .name = "read_setup",
        .method = Method::get,
        .path = "/api/v1/setup",
        .permission = auth::Permission::anyone,
        .tag = "Session",
        .summary = "Tell whether the first administrator is still to be made",

        .output = object("Setup", {{"needed", boolean()}}),

        .handle =
            [ports](const RequestContext&) {
                const bool needed = ports.database.read(
                    [&](store::Connection& connection) { return ports.setup_code.needed(connection); });
                return Reply::json(json::object{{"needed", needed}});
            },
    };
}

Route make_first_administrator(const SetupPorts& ports) {
    return {
        .name = "set_up",
        .method = Method::post,
        .path = "/api/v1/setup",
        .permission = auth::Permission::anyone,
        .tag = "Session",
        .summary = "Make the first administrator and sign in",
        .description = "The code is the one that the server showed on its terminal when it started.",
        .guessable = true,

        .input = object(
            "NewSetup",
            {{"code", text().length(1, 100)}, {"name", text().length(1, 64)}, {"password", password()}}),

        .output = session_schema(),
        .status = 201,

        .handle =
            [ports](const RequestContext& context) {
                const auth::User user = ports.setup_code.redeem(
                    ports.database, *json::text(context.body, "code"), *json::text(context.body, "name"),
                    secret_of(context, "password"), context.caller());
                const std::string agent{context.request.headers.find("User-Agent").value_or("")};
                const auth::OpenedSession opened = ports.database.write([&](store::Transaction& transaction) {
                    return ports.sessions.open(transaction, user, agent, context.caller());
                });
                return Reply::json(write_session(opened.user, opened.csrf_token, opened.session.expires_at),
                                   201)
                    .with_header("Set-Cookie", set_session_cookie(context.request, opened.token.reveal(),
                                                                  auth::Sessions::absolute_time_out));
            },
    };
}

}  // namespace

void add_setup_routes(Router& router, const SetupPorts& ports) {
    router.add(read_setup(ports));
    router.add(make_first_administrator(ports));
}

}  // namespace certwright::http
