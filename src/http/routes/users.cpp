#include "http/routes/users.hpp"

#include "base/json.hpp"
#include "http/list.hpp"
#include "http/routes/user_document.hpp"

namespace certwright::http {

namespace {

Schema role() {
    return one_of({"administrator", "operator", "auditor"});
}

Route list_users(const UserPorts& ports) {
    return {
        .name = "list_users",
        .method = Method::get,
        .path = "/api/v1/users",
        .permission = auth::Permission::users_write,
        .tag = "Users",
        .summary = "List users by name",

        .query = list_query(),

        .output = list_of(user_schema()),

        .handle =
            [ports](const RequestContext& context) {
                json::array users;
                ports.database.read([&](store::Connection& connection) {
                    for (const auth::User& user : ports.users.list(connection))
                        users.push_back(write_user(user));
                });
                return page_of(context, users);
            },
    };
}

Route create_user(const UserPorts& ports) {
    return {
        .name = "create_user",
        .method = Method::post,
        .path = "/api/v1/users",
        .permission = auth::Permission::users_write,
        .tag = "Users",
        .summary = "Create a user",

        .input =
            object("NewUser", {{"name", text().length(1, 64)}, {"password", password()}, {"role", role()}}),

        .output = user_schema(),
        .status = 201,

        .handle =
            [ports](const RequestContext& context) {
                const std::string name = *json::text(context.body, "name");
                // Hashing takes a while on purpose, so it comes before the transaction.
                const auth::NewUser user{name, ports.passwords.choose(name, secret_of(context, "password")),
                                         auth::parse_role(*json::text(context.body, "role"))};
                const auth::User created = ports.database.write([&](store::Transaction& transaction) {
                    return ports.users.create(transaction, user, context.caller());
                });
                return Reply::json(write_user(created), 201);
            },
    };
}

Route change_user(const UserPorts& ports) {
    return {
        .name = "change_user",
        .method = Method::patch,
        .path = "/api/v1/users/{id}",
        .permission = auth::Permission::users_write,
        .tag = "Users",
        .summary = "Change a user's role or password, or disable the user",
        .description =
            "What is absent stays. Disabling a user or choosing another password ends the user's sessions.",

        .input = object("UserChange", {optional("role", role()), optional("disabled", boolean()),
                                       optional("password", password())}),

        .output = user_schema(),

        .handle =
            [ports](const RequestContext& context) {
                const std::string& id = context.path_value("id");
                auth::UserChange change;
                if (const auto wanted = json::text(context.body, "role"))
                    change.role = auth::parse_role(*wanted);
                change.disabled = json::boolean(context.body, "disabled");
                if (json::find(context.body, "password")) {
                    const auth::User user = ports.database.read(
                        [&](store::Connection& connection) { return ports.users.get(connection, id); });
                    change.password = ports.passwords.choose(user.name, secret_of(context, "password"));
                }
                const auth::User changed = ports.database.write([&](store::Transaction& transaction) {
                    return ports.users.update(transaction, id, change, context.caller());
                });
                return Reply::json(write_user(changed));
            },
    };
}

}  // namespace

void add_user_routes(Router& router, const UserPorts& ports) {
    router.add(list_users(ports));
    router.add(create_user(ports));
    router.add(change_user(ports));
}

}  // namespace certwright::http
