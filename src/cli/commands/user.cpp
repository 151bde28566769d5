#include "base/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/input.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

Parameter role() {
    return choice("--role", {"administrator", "operator", "auditor"}, "what the user may do");
}

std::vector<Column> user_columns() {
    return {{"id", {}},
            {"name", {}},
            {"role", {}},
            {"signs_in", {}},
            {"disabled", {}},
            {"created_at", [](const json::object& row) { return moment(row, "created_at"); }},
            {"last_sign_in_at", [](const json::object& row) { return moment(row, "last_sign_in_at"); }}};
}

Command list_users() {
    return {
        .name = "list",
        .meaning = "list the users",
        .options = list_options(),
        .run =
            [](const Given& given, Session& session) {
                return print_list(given, session.api(), "/users", {}, user_columns(), "there is no user");
            },
    };
}

Command create_user() {
    return {
        .name = "create",
        .meaning = "make a user",
        .arguments = {argument("NAME", "the name to sign in with")},
        .options = {required(role()), required(option("--password-file", "FILE",
                                                      "file with the password; - for standard input"))},
        .run =
            [](const Given& given, Session& session) {
                const Secret password = read_secret(given.text("--password-file"));
                session.api().post("/users", {{"name", given.text("NAME")},
                                              {"role", given.text("--role")},
                                              {"password", password.reveal()}});
                fmt::print("made the user '{}'\n", given.text("NAME"));
                return Exit::done;
            },
    };
}

/// The API knows users by id.
std::string id_of(Api& api, const std::string& name) {
    std::string id;
    api.each("/users", {}, [&](const json::object& user) {
        if (json::text(user, "name") == name || json::text(user, "id") == name)
            id = json::text(user, "id").value_or("");
        return id.empty();
    });
    if (id.empty())
        throw Error{Fault::not_found, fmt::format("there is no user '{}'", name),
                    "`certwright user list` shows all"};
    return id;
}

Command edit_user() {
    return {
        .name = "edit",
        .meaning = "change a user's role or password, disable or enable a user",
        .description = "A new password and disabling end the user's sessions.",
        .arguments = {argument("NAME", "the user's name or id")},
        .options = {role(),
                    option("--password-file", "FILE", "file with a new password; - for standard input"),
                    toggle("--disable", "refuse the user's sign-ins and tokens"),
                    toggle("--enable", "let the user sign in again")},
        .run =
            [](const Given& given, Session& session) {
                if (given.has("--enable") && given.has("--disable"))
                    throw Error{Fault::invalid, "--enable and --disable contradict each other"};
                json::object change;
                if (given.has("--role")) change["role"] = given.text("--role");
                if (given.has("--password-file"))
                    change["password"] = read_secret(given.text("--password-file")).reveal();
                if (given.has("--enable") || given.has("--disable"))
                    change["disabled"] = given.has("--disable");
                if (change.empty())
                    throw Error{Fault::invalid, "nothing to change",
                                "`certwright user edit --help` says what can be"};
                session.api().patch("/users/" + id_of(session.api(), given.text("NAME")), change);
                fmt::print("changed the user '{}'\n", given.text("NAME"));
                return Exit::done;
            },
    };
}

}  // namespace

Command user_commands() {
    return {
        .name = "user",
        .meaning = "users: list, create, edit",
        .commands = {list_users(), create_user(), edit_user()},
    };
}

}  // namespace certwright::cli
