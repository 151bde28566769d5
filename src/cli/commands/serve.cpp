#include "app/application.hpp"
#include "base/log.hpp"
#include "cli/commands/commands.hpp"
#include "cli/server_settings.hpp"
#include "cli/stop_signals.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdio>

namespace certwright::cli {
namespace {

/// A core dump, or a debugger of the same user, would see the secrets that the server holds.
void keep_memory_private() {
    constexpr rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void announce(const app::Announcement& news, const app::Settings& settings) {
    fmt::print("Certwright is ready at {}\n", news.url);
    if (!news.setup_code.empty())
        fmt::print(
            "\n"
            "Nobody can sign in yet. Open that address and enter this set-up code, which works once:\n"
            "\n"
            "    {}\n"
            "\n"
            "Or make the first administrator on this machine:\n"
            "    certwright admin create-user --data-dir {} --name admin --role administrator "
            "--password-file FILE\n",
            news.setup_code, settings.data_dir.string());
    std::fflush(stdout);
}

Exit serve(const Given& given, Session&) {
    const app::Settings settings = settings_of(given);
    keep_memory_private();
    const StopSignals signals;  // before the log starts a thread
    log::configure(settings.log_level, settings.log_format);
    app::serve(settings, signals.token(), [&](const app::Announcement& news) { announce(news, settings); });
    return Exit::done;
}

}  // namespace

Command serve_command() {
    return {
        .name = "serve",
        .meaning = "run the server",
        .description =
            "Each setting comes from the file of --config, then from the environment (CERTWRIGHT_ and its "
            "name in capitals), then from a flag, the later one winning. SIGTERM and SIGINT stop the server "
            "when running requests are done; a second one stops it at once.",
        .options = settings_options(),
        .examples = {"certwright serve --data-dir /var/lib/certwright --listen 127.0.0.1:8080"},
        .run = serve,
    };
}

}  // namespace certwright::cli
