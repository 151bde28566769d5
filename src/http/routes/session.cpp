#include "http/routes/session.hpp"

#include "base/json.hpp"
#include "http/cookie.hpp"
#include "http/routes/user_document.hpp"

namespace certwright::http {

namespace {

Route sign_in(const SessionPorts& ports) {
    return {
        .name = "sign_in",
        .method = Method::post,
        .path = "/api/v1/session",
        .permission = auth::Permission::anyone,
        .tag = "Session",
        .summary = "Sign in with name and password",
        .guessable = true,

        .input = object("Credentials", {{"name", text().length(1, 64)}, {"password", password()}}),

        .output = session_schema(),
        .status = 201,

        .handle =
            [ports](const RequestContext& context) {
                const std::string agent{context.request.headers.find("User-Agent").value_or("")};
                const auth::OpenedSession opened =
                    ports.sign_in.sign_in(*json::text(context.body, "name"), secret_of(context, "password"),
                                          agent, context.caller());
                return Reply::json(write_session(opened.user, opened.csrf_token, opened.session.expires_at),
                                   201)
                    .with_header("Set-Cookie", set_session_cookie(context.request, opened.token.reveal(),
                                                                  auth::Sessions::absolute_time_out));
            },
    };
}

Route read_session(const SessionPorts& ports) {
    return {
        .name = "read_session",
        .method = Method::get,
        .path = "/api/v1/session",
        .permission = auth::Permission::signed_in,
        .tag = "Session",
        .summary = "Tell who is signed in and what they may do",

        .output = session_schema(),

        .handle =
            [ports](const RequestContext& context) {
                const auth::Principal& who = context.principal();
                std::optional<std::string> csrf_token;
                std::optional<Time> expires_at;
                const auth::User user = ports.database.read([&](store::Connection& connection) {
                    if (const auto session = ports.sessions.find(connection, who.session_id))
                        expires_at = session->expires_at;
                    return ports.users.get(connection, who.user_id);
                });
                if (const auto cookie = session_cookie_of(context.request); cookie && !who.session_id.empty())
                    csrf_token = auth::Sessions::csrf_token(*cookie);
                return Reply::json(write_session(user, csrf_token, expires_at));
            },
    };
}

Route sign_out(const SessionPorts& ports) {
    return {
        .name = "sign_out",
        .method = Method::delete_,
        .path = "/api/v1/session",
        .permission = auth::Permission::signed_in,
        .tag = "Session",
        .summary = "Sign out",
        .description = "Ends the browser session. An API token has none: remove the token instead.",

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                const auth::Principal& who = context.principal();
                if (who.session_id.empty())
                    throw Error{Fault::conflict, "an API token has no session to end",
                                "remove the token instead"};
                ports.database.write([&](store::Transaction& transaction) {
                    ports.sessions.end(transaction, who.user_id, who.session_id, context.caller());
                });
                return Reply::nothing().with_header("Set-Cookie", clear_session_cookie(context.request));
            },
    };
}

}  // namespace

void add_session_routes(Router& router, const SessionPorts& ports) {
    router.add(sign_in(ports));
    router.add(read_session(ports));
    router.add(sign_out(ports));
}

}  // namespace certwright::http
