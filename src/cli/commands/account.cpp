#include "base/error.hpp"
#include "cli/account_options.hpp"
#include "cli/commands/account_report.hpp"
#include "cli/commands/commands.hpp"
#include "cli/input.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

std::string account_path(const Given& given) {
    return "/accounts/" + net::percent_encode(given.text("NAME"));
}

Parameter account_name() {
    return argument("NAME", "the account's name, id or twelve-digit AWS account id");
}

Command add_account() {
    std::vector<Parameter> options = account_options();
    options.push_back(toggle("--disabled", "do not discover it until it is enabled"));
    options.push_back(document_output());
    return {
        .name = "add",
        .meaning = "add an AWS account",
        .description =
            "Give one kind of credentials. Secrets come from files, never from arguments that other users of "
            "the "
            "machine could see. `certwright account test` then says what they may do.",
        .arguments = {argument("NAME", "what the account is called")},
        .options = std::move(options),
        .examples =
            {"certwright account add production --access-key-id AKIA... --secret-access-key-file secret.txt",
             "certwright account add staging --role-arn arn:aws:iam::123456789012:role/certwright "
             "--external-id 4f2a --source-account production"},
        .run =
            [](const Given& given, Session& session) {
                const json::object body = new_account_body(given, "certwright account add");
                const json::value account = session.api().post("/accounts", body);
                if (format_of(given) == Format::json) {
                    print_json(account);
                } else {
                    fmt::print("added the account '{}'\n", printable(given.text("NAME")));
                    fmt::print(stderr,
                               "hint: `certwright account test {}` says who it is and what it may do\n",
                               given.text("NAME"));
                }
                return Exit::done;
            },
    };
}

std::vector<Column> account_columns() {
    return {{"name", {}},
            {"account_id", {}},
            {"credential", [](const json::object& row) { return inner(row, "credential", "method"); }},
            {"regions",
             [](const json::object& row) {
                 return json::texts(row, "regions").empty() ? "all enabled" : shown(row, "regions");
             }},
            {"enabled", {}},
            {"certificate_count", {}},
            {"last_discovery_at", [](const json::object& row) { return moment(row, "last_discovery_at"); }},
            {"last_error", {}}};
}

Command list_accounts() {
    return {
        .name = "list",
        .meaning = "list the AWS accounts",
        .options = list_options(),
        .run =
            [](const Given& given, Session& session) {
                return print_list(given, session.api(), "/accounts", {}, account_columns(),
                                  "there is no account yet; `certwright account add` adds one");
            },
    };
}

Command show_account() {
    return {
        .name = "show",
        .meaning = "show an account",
        .arguments = {account_name()},
        .options = {document_output()},
        .run =
            [](const Given& given, Session& session) {
                const json::value account = session.api().get(account_path(given));
                if (format_of(given) == Format::json)
                    print_json(account);
                else
                    print_account(account.as_object());
                return Exit::done;
            },
    };
}

Command test_account() {
    return {
        .name = "test",
        .meaning = "test an account: who it is and what it may do",
        .description =
            "Only asks; creates, changes and costs nothing. Ends with 3 when a permission that discovery "
            "needs is "
            "denied, with 1 when AWS does not know the credentials.",
        .arguments = {account_name()},
        .options = {document_output()},
        .run =
            [](const Given& given, Session& session) {
                const json::value report = session.api().post(account_path(given) + "/test");
                if (format_of(given) == Format::json)
                    print_json(report);
                else
                    print_account_test(report.as_object());
                return outcome_of_account_test(report.as_object());
            },
    };
}

/// A switch that is not there says nothing; two that contradict each other are refused.
void read_switches(const Given& given, json::object& body) {
    if (given.has("--enable") && given.has("--disable"))
        throw Error{Fault::invalid, "--enable and --disable contradict each other"};
    if (given.has("--all-regions") && given.has("--region"))
        throw Error{Fault::invalid, "--all-regions and --region contradict each other"};
    if (given.has("--enable") || given.has("--disable")) body["enabled"] = given.has("--enable");
    if (given.has("--all-regions")) body["regions"] = json::array{};
    if (given.has("--no-fips")) body["fips"] = false;
    if (given.has("--rename")) body["name"] = given.text("--rename");
}

Command edit_account() {
    std::vector<Parameter> options = account_options();
    for (Parameter& more : std::vector<Parameter>{
             option("--rename", "NEW", "call it this"), toggle("--enable", "discover it again"),
             toggle("--disable", "do not discover it until it is enabled"),
             toggle("--all-regions", "discover every enabled region"),
             toggle("--no-fips", "use the ordinary endpoints"), document_output()})
        options.push_back(std::move(more));
    return {
        .name = "edit",
        .meaning = "change an account",
        .description =
            "What is not given stays as it is, stored secrets included. An empty value empties: "
            "--endpoint-url ''.",
        .arguments = {account_name()},
        .options = std::move(options),
        .examples = {"certwright account edit production --secret-access-key-file new-secret.txt",
                     "certwright account edit production --region eu-west-1 --region us-east-1"},
        .run =
            [](const Given& given, Session& session) {
                json::object body = account_body(given, credential_method(given));
                read_switches(given, body);
                if (body.empty())
                    throw Error{Fault::invalid, "nothing to change",
                                "`certwright account edit --help` says what can be"};
                const json::value account = session.api().patch(account_path(given), body);
                if (format_of(given) == Format::json)
                    print_json(account);
                else
                    fmt::print("changed the account '{}'\n", shown(account.as_object(), "name"));
                return Exit::done;
            },
    };
}

Command remove_account() {
    return {
        .name = "remove",
        .meaning = "remove an account from Certwright",
        .description = "Its credentials and what was discovered in it are forgotten. Nothing changes in AWS.",
        .arguments = {account_name()},
        .options = {toggle("--yes", "do not ask")},
        .run =
            [](const Given& given, Session& session) {
                const json::value account = session.api().get(account_path(given));
                const std::string name = shown(account.as_object(), "name");
                const std::int64_t certificates =
                    json::integer(account.as_object(), "certificate_count").value_or(0);
                if (!given.has("--yes") &&
                    !confirm(fmt::format("forget the account '{}' with {}?", name,
                                         counted(certificates, "certificate", "certificates")),
                             "--yes removes without asking"))
                    return Exit::not_completed;
                session.api().remove("/accounts/" + *json::text(account.as_object(), "id"));
                fmt::print("removed the account '{}'\n", name);
                return Exit::done;
            },
    };
}

Command policy() {
    return {
        .name = "policy",
        .meaning = "print an IAM policy for an account, ready to copy",
        .arguments = {Parameter{.names = "KIND",
                                .value = "KIND",
                                .meaning = "discovery: the least that discovery needs; full: every feature; "
                                           "trust: who may assume the role",
                                .required = true,
                                .choices = {"discovery", "full", "trust"}}},
        .options = {choice("--partition", {"aws", "aws-cn", "aws-us-gov"}, "aws by default"),
                    option("--trusted-arn", "ARN", "who may assume the role"),
                    option("--external-id", "ID", "a new one is made when absent")},
        .examples = {"certwright account policy discovery > policy.json"},
        .run =
            [](const Given& given, Session& session) {
                Query query;
                for (const auto& [key, name] : {std::pair{"--partition", "partition"},
                                                {"--trusted-arn", "trusted_arn"},
                                                {"--external-id", "external_id"}})
                    if (given.has(key)) query.emplace_back(name, given.text(key));
                const json::value policies = session.api().get("/account_policies", query);
                print_json(policies.as_object().at(given.text("KIND") + "_policy"));
                return Exit::done;
            },
    };
}

}  // namespace

Command account_commands() {
    return {
        .name = "account",
        .meaning = "AWS accounts: add, list, show, test, edit, remove",
        .commands = {add_account(), list_accounts(), show_account(), test_account(), edit_account(),
                     remove_account(), policy()},
    };
}

}  // namespace certwright::cli
