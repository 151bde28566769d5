#include "http/routes/tokens.hpp"

#include "base/json.hpp"
#include "http/list.hpp"

namespace certwright::http {

namespace {

Schema token_schema() {
    return object("Token",
                  {{"id", text()},
                   {"name", text()},
                   {"prefix", text().describe("The first characters of the secret, to recognise it by.")},
                   {"created_at", time()},
                   {"expires_at", time().nullable()},
                   {"last_used_at", time().nullable().describe("To the minute.")}});
}

json::object write_token(const auth::ApiToken& token) {
    return {{"id", token.id},
            {"name", token.name},
            {"prefix", token.prefix},
            {"created_at", json::from_time(token.created_at)},
            {"expires_at", json::from_time(token.expires_at)},
            {"last_used_at", json::from_time(token.last_used_at)}};
}

Route list_tokens(const TokenPorts& ports) {
    return {
        .name = "list_tokens",
        .method = Method::get,
        .path = "/api/v1/tokens",
        .permission = auth::Permission::signed_in,
        .tag = "Tokens",
        .summary = "List your API tokens",

        .query = list_query(),

        .output = list_of(token_schema()),

        .handle =
            [ports](const RequestContext& context) {
                json::array tokens;
                ports.database.read([&](store::Connection& connection) {
                    for (const auth::ApiToken& token :
                         ports.tokens.list(connection, context.principal().user_id))
                        tokens.push_back(write_token(token));
                });
                return page_of(context, tokens);
            },
    };
}

Route create_token(const TokenPorts& ports) {
    return {
        .name = "create_token",
        .method = Method::post,
        .path = "/api/v1/tokens",
        .permission = auth::Permission::signed_in,
        .tag = "Tokens",
        .summary = "Create an API token",
        .description = "A token may do what you may. Its secret is shown in this answer and never again.",
        .repeat = Repeat::refuse,

        .input =
            object("NewToken", {{"name", text().length(1, 100)},
                                optional("expires_in_days", integer().between(1, 3650).nullable().describe(
                                                                "Never expires when null or absent."))}),

        .output =
            object("CreatedToken", {{"token", token_schema()},
                                    {"secret", text().describe("Send it as `Authorization: Bearer …`.")}}),
        .status = 201,

        .handle =
            [ports](const RequestContext& context) {
                const auto days = json::integer(context.body, "expires_in_days");
                const auth::CreatedToken created = ports.database.write([&](store::Transaction& transaction) {
                    return ports.tokens.create(
                        transaction, ports.users.get(transaction, context.principal().user_id),
                        *json::text(context.body, "name"),
                        days ? std::optional<Duration>{std::chrono::days{*days}} : std::nullopt,
                        context.caller());
                });
                return Reply::json(
                    json::object{{"token", write_token(created.token)}, {"secret", created.secret.reveal()}},
                    201);
            },
    };
}

Route remove_token(const TokenPorts& ports) {
    return {
        .name = "remove_token",
        .method = Method::delete_,
        .path = "/api/v1/tokens/{id}",
        .permission = auth::Permission::signed_in,
        .tag = "Tokens",
        .summary = "Remove one of your API tokens",
        .description = "Whoever uses it is signed out at once. The id `current` names the token that asks.",

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                const std::string& named = context.path_value("id");
                const std::string& id = named == "current" ? context.principal().token_id : named;
                ports.database.write([&](store::Transaction& transaction) {
                    ports.tokens.remove(transaction, context.principal().user_id, id, context.caller());
                });
                return Reply::nothing();
            },
    };
}

}  // namespace

void add_token_routes(Router& router, const TokenPorts& ports) {
    router.add(list_tokens(ports));
    router.add(create_token(ports));
    router.add(remove_token(ports));
}

}  // namespace certwright::http
