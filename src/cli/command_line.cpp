#include "cli/command_line.hpp"

#include "app/version.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "cli/commands/commands.hpp"
#include "cli/help.hpp"
#include "cli/parser.hpp"
#include "cli/session.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace certwright::cli {
namespace {

/// The rules of an error: `certwright: ` in front, lower case, no full stop, then each field, then what
/// to do about it.
void complain(const Error& error) {
    fmt::print(stderr, "certwright: {}\n", error.message());
    for (const FieldProblem& field : error.fields())
        fmt::print(stderr, "  {}: {}\n", field.field, field.problem);
    if (!error.hint().empty()) fmt::print(stderr, "hint: {}\n", error.hint());
}

Exit obey(const std::vector<std::string>& words) {
    const Command root = command_tree();
    if (words == std::vector<std::string>{"--version"}) {
        fmt::print("certwright {} ({})\n", app::version(), app::commit());
        return Exit::done;
    }
    const Parsed parsed = parse(root, words);
    if (parsed.help) {
        fmt::print("{}", help_of(parsed.path));
        return Exit::done;
    }
    Session session;
    return parsed.path.back()->run(parsed.given, session);
}

/// Output that nobody could read is a failure, unless its reader went away on purpose (`| head`).
Exit flushed(Exit exit) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit;
    if (errno != EPIPE) {
        fmt::print(stderr, "certwright: cannot write to standard output: {}\n", std::strerror(errno));
        return Exit::failed;
    }
    return exit;
}

}  // namespace

Command command_tree() {
    return {
        .name = "certwright",
        .meaning = "find every TLS certificate that your AWS accounts hold, and deploy your own to them",
        .description =
            "CERTWRIGHT_URL and CERTWRIGHT_TOKEN say which server the commands talk to and who asks; "
            "`certwright login` remembers both.",
        .options = {toggle("--version", "print the version")},
        .commands = {login_command(), logout_command(), account_commands(), aws_commands(), cert_commands(),
                     group_commands(), deploy_commands(), discover_command(), discovery_commands(),
                     job_commands(), token_commands(), user_commands(), audit_commands(), serve_command(),
                     admin_commands(), completion_command(), manual_command()},
    };
}

int run(const std::vector<std::string>& words) {
    for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);  // a write that fails says so
    log::configure(log::Level::warn, log::Format::text);
    try {
        return static_cast<int>(flushed(obey(words)));
    } catch (const Error& error) {
        std::fflush(stdout);
        complain(error);
        return static_cast<int>(error.fault() == Fault::invalid ? Exit::refused : Exit::failed);
    } catch (const std::exception& error) {
        std::fflush(stdout);
        complain(
            Error{Fault::internal, error.what(), "this is a mistake in certwright itself: please report it"});
        return static_cast<int>(Exit::failed);
    }
}

}  // namespace certwright::cli
