#include "app/admin.hpp"

#include "base/error.hpp"
#include "cli/account_options.hpp"
#include "cli/commands/commands.hpp"
#include "cli/input.hpp"
#include "cli/server_settings.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

/// Where the data is, and the options of the command itself in front.
std::vector<Parameter> with_settings(std::vector<Parameter> own) {
    for (Parameter& one :
         settings_options({"data_dir", "database_url", "master_key_file", "master_passphrase_file"}))
        own.push_back(std::move(one));
    return own;
}

Command admin_create_user() {
    return {
        .name = "create-user",
        .meaning = "make a user who can sign in, or one for a program",
        .description =
            "Without a password the user cannot sign in: what it may do, a program does with its API "
            "token (`certwright admin create-token`).",
        .options = with_settings(
            {required(option("--name", "NAME", "the user's name")),
             required(choice("--role", {"administrator", "operator", "auditor"}, "what the user may do")),
             option("--password-file", "FILE", "file with the password; - for standard input"),
             toggle("--no-password", "it is for a program")}),
        .examples = {"certwright admin create-user --data-dir data --name admin --role administrator "
                     "--password-file password.txt"},
        .run =
            [](const Given& given, Session&) {
                if (given.has("--password-file") == given.has("--no-password"))
                    throw Error{
                        Fault::invalid,
                        "certwright admin create-user: it is not clear whether the user has a password",
                        "give either --password-file or, for a program, --no-password"};
                std::optional<Secret> password;
                if (given.has("--password-file")) password = read_secret(given.text("--password-file"));
                app::create_user(settings_of(given), given.text("--name"),
                                 auth::parse_role(given.text("--role")), password);
                fmt::print(stderr, "made the user '{}'\n", given.text("--name"));
                return Exit::done;
            },
    };
}

Command admin_create_token() {
    return {
        .name = "create-token",
        .meaning = "make an API token of a user and print it",
        .description = "The token stands alone on standard output and cannot be shown again.",
        .options = with_settings(
            {required(option("--user", "NAME", "whose token it is")),
             option("--name", "NAME", "what the token is called; \"command line\" by default")}),
        .examples = {"export CERTWRIGHT_TOKEN=$(certwright admin create-token --data-dir data --user admin)"},
        .run =
            [](const Given& given, Session&) {
                const Secret token = app::create_token(settings_of(given), given.text("--user"),
                                                       given.text("--name", app::unnamed_token));
                fmt::print("{}\n", token.reveal());
                return Exit::done;
            },
    };
}

Command admin_add_account() {
    std::vector<Parameter> options = account_options();
    options.push_back(toggle("--disabled", "do not discover it until it is enabled"));
    return {
        .name = "add-account",
        .meaning = "add an AWS account, as `certwright account add` does",
        .description = "For installations by script, before anybody can sign in.",
        .arguments = {argument("NAME", "what the account is called")},
        .options = with_settings(std::move(options)),
        .examples = {"certwright admin add-account --data-dir data production --access-key-id AKIA... "
                     "--secret-access-key-file secret.txt"},
        .run =
            [](const Given& given, Session&) {
                app::add_account(settings_of(given), new_account_body(given, "certwright admin add-account"));
                fmt::print(stderr, "added the account '{}'\n", printable(given.text("NAME")));
                return Exit::done;
            },
    };
}

Command rotate_master_key() {
    return {
        .name = "rotate-master-key",
        .meaning = "replace the key that seals every stored secret",
        .description =
            "Runs beside the server. Killed half way, it goes on where it stopped when it is run again.",
        .options = with_settings({}),
        .run =
            [](const Given& given, Session&) {
                const vault::RotationReport report = app::rotate_master_key(settings_of(given));
                fmt::print(
                    "{} the rotation: the master key is {} now, {} data {} wrapped anew, {} old {} removed\n",
                    report.resumed ? "finished" : "completed", report.master_key_id, report.rewrapped,
                    report.rewrapped == 1 ? "key" : "keys", report.removed.size(),
                    report.removed.size() == 1 ? "key" : "keys");
                return Exit::done;
            },
    };
}

}  // namespace

Command admin_commands() {
    return {
        .name = "admin",
        .meaning = "work on the data directory itself, without signing in",
        .description =
            "For whoever owns the data directory, beside a running server or without one. A server on "
            "PostgreSQL is reached with the same settings (--config, CERTWRIGHT_DATABASE_URL) as `serve`.",
        .commands = {admin_create_user(), admin_create_token(), admin_add_account(), rotate_master_key()},
    };
}

}  // namespace certwright::cli
