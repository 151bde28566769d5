#include "base/error.hpp"
#include "cli/api.hpp"
#include "cli/commands/commands.hpp"
#include "cli/credentials_file.hpp"
#include "cli/input.hpp"
#include "cli/session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

namespace certwright::cli {
namespace {

/// What the token is called in the list of the user's tokens.
std::string token_name() {
    char host[256] = "unknown host";
    ::gethostname(host, sizeof host - 1);
    return fmt::format("command line on {}", host);
}

Exit login(const Given& given, Session& session) {
    const auto api = session.connect(given.text("URL", default_url()), Secret{});
    const std::string name = given.has("--name") ? given.text("--name") : ask("name");
    const Secret password =
        given.has("--password-file") ? read_secret(given.text("--password-file")) : ask_hidden("password");
    const auto path = credentials_path();
    save_credentials(path, {api->url(), api->make_token(name, password, token_name())});
    fmt::print(stderr, "signed in to {} as '{}'; the token is in {}\n", api->url(), name, path.string());
    return Exit::done;
}

Exit logout(const Given&, Session& session) {
    const auto path = credentials_path();
    auto remembered = load_credentials(path);
    if (!remembered) {
        fmt::print(stderr, "nobody is signed in\n");
        return Exit::done;
    }
    // Out of reach, the server keeps a token that nobody has any more: said, but no reason to keep the file.
    try {
        session.connect(remembered->url, std::move(remembered->token))->remove("/tokens/current");
    } catch (const Error& error) {
        fmt::print(stderr, "certwright: the server still knows the token: {}\n", error.message());
    }
    std::filesystem::remove(path);
    fmt::print(stderr, "signed out of {}\n", remembered->url);
    return Exit::done;
}

}  // namespace

Command login_command() {
    Parameter url =
        argument("URL", "address of the server; CERTWRIGHT_URL or http://127.0.0.1:8080 by default");
    url.required = false;
    return {
        .name = "login",
        .meaning = "sign in and remember the server and a token for later commands",
        .description = "Makes an API token with your password. The password itself is not kept.",
        .arguments = {url},
        .options = {option("--name", "NAME", "who signs in; asked for when absent"),
                    option("--password-file", "FILE",
                           "file with the password, - for standard input; asked for when absent")},
        .examples = {"certwright login https://certwright.example.com --name alice"},
        .run = login,
    };
}

Command logout_command() {
    return {
        .name = "logout",
        .meaning = "forget the server and remove the token that `login` made",
        .run = logout,
    };
}

}  // namespace certwright::cli
