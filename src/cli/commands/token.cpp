#include "cli/commands/commands.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

Command create_token() {
    return {
        .name = "create",
        .meaning = "make an API token and print it",
        .description =
            "A token may do what you may. It stands alone on standard output and cannot be shown again.",
        .arguments = {argument("NAME", "what the token is called, for example who uses it")},
        .options = {number("--expires-in-days", 1, 3650, "never expires when absent"), document_output()},
        .examples = {"certwright token create pipeline --expires-in-days 90 > token.txt"},
        .run =
            [](const Given& given, Session& session) {
                json::object body{{"name", given.text("NAME")}};
                if (const auto days = given.number("--expires-in-days")) body["expires_in_days"] = *days;
                const json::value created = session.api().post("/tokens", body);
                if (format_of(given) == Format::json)
                    print_json(created);
                else
                    fmt::print("{}\n", json::text(created.as_object(), "secret").value_or(""));
                return Exit::done;
            },
    };
}

std::vector<Column> token_columns() {
    return {{"id", {}},
            {"name", {}},
            {"prefix", {}},
            {"created_at", [](const json::object& row) { return moment(row, "created_at"); }},
            {"expires_at", [](const json::object& row) { return moment(row, "expires_at"); }},
            {"last_used_at", [](const json::object& row) { return moment(row, "last_used_at"); }}};
}

Command list_tokens() {
    return {
        .name = "list",
        .meaning = "list your API tokens",
        .options = list_options(),
        .run =
            [](const Given& given, Session& session) {
                return print_list(given, session.api(), "/tokens", {}, token_columns(), "you have no token");
            },
    };
}

Command remove_token() {
    return {
        .name = "remove",
        .meaning = "remove one of your API tokens; whoever uses it is refused from then on",
        .arguments = {argument("TOKEN", "the token's id, as `certwright token list` shows it")},
        .run =
            [](const Given& given, Session& session) {
                session.api().remove("/tokens/" + net::percent_encode(given.text("TOKEN")));
                fmt::print("removed the token {}\n", given.text("TOKEN"));
                return Exit::done;
            },
    };
}

}  // namespace

Command token_commands() {
    return {
        .name = "token",
        .meaning = "your API tokens: create, list, remove",
        .commands = {create_token(), list_tokens(), remove_token()},
    };
}

}  // namespace certwright::cli
