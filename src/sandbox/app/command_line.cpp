#include "sandbox/app/command_line.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "sandbox/app/clock_command.hpp"
#include "sandbox/app/sandbox.hpp"
#include "sandbox/app/world_options.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <csignal>
#include <iostream>

namespace certwright::sandbox {
namespace {

/// Waits for the signals that end a server; they are blocked in every thread.
void wait_for_stop(const sigset_t& signals) {
    int received = 0;
    sigwait(&signals, &received);
}

int serve(Settings settings) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    const std::string scheme = settings.tls_certificate.empty() ? "http" : "https";
    const std::string address = settings.address;
    const Sandbox sandbox{std::move(settings)};
    std::cout << fmt::format("The AWS sandbox listens on {}://{}:{}\n", scheme, address, sandbox.port())
              << fmt::format("Its page is at http://127.0.0.1:{}\n", sandbox.admin_port())
              << fmt::format("Its name server answers on 127.0.0.1:{}\n", sandbox.dns_port()) << std::flush;
    wait_for_stop(signals);
    return 0;
}

void add_options(CLI::App& app, Settings& settings, bool& no_skew_check, bool& no_quotas) {
    app.add_option("--address", settings.address, "the address to listen on")->capture_default_str();
    app.add_option("--port", settings.port, "the port of every service; 0 lets the system choose")
        ->capture_default_str();
    app.add_option("--also-port", settings.also_ports,
                   "one more port of every service, for clients that want one for each; may be repeated");
    app.add_option("--admin-port", settings.admin_port,
                   "the port of the page and the admin API, on 127.0.0.1")
        ->capture_default_str();
    app.add_option("--dns-port", settings.dns_port,
                   "the port of the name server for Route 53's zones, on 127.0.0.1; 0 lets the system choose")
        ->capture_default_str();
    app.add_option(
        "--resolver", settings.resolvers,
        "IP:PORT of a DNS server that validation asks, instead of the sandbox's own; may be repeated");
    app.add_option("--tls-certificate", settings.tls_certificate, "PEM file, leaf first: serve HTTPS")
        ->check(CLI::ExistingFile);
    app.add_option("--tls-key", settings.tls_key, "PEM file of its private key")->check(CLI::ExistingFile);
    app.add_option(
        "--fixture", settings.fixture,
        "YAML or JSON file of what to begin with: accounts, and what has happened in them; \"demo\" is "
        "a shop of two accounts");
    app.add_option("--smtp", settings.smtp,
                   "HOST:PORT of a server that gets the validation mails, unencrypted");
    app.add_option("--mail-from", settings.mail_from, "the sender of the validation mails")
        ->capture_default_str();
    app.add_option("--public-admin-url", settings.public_admin_url,
                   "where the links in mails lead, when it is not the admin port on 127.0.0.1");
    app.add_option("--faults", settings.faults, "JSON file of faults to act out")->check(CLI::ExistingFile);
    add_world_options(app, settings);
    app.add_flag("--no-skew-check", no_skew_check, "believe signatures of any time");
    app.add_flag("--no-quotas", no_quotas, "answer as often as asked");
    app.add_option("--quota-scale", settings.quota_scale, "multiplies the published requests per second")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
}

}  // namespace

int run(const std::vector<std::string>& arguments) {
    CLI::App app{"AWS Certificate Manager and what belongs to it, on your own machine", "certwright-sandbox"};
    Settings settings;
    bool no_skew_check = false;
    bool no_quotas = false;
    add_options(app, settings, no_skew_check, no_quotas);
    ClockCommand clock{app};
    try {
        app.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()});
    } catch (const CLI::ParseError& problem) {
        if (problem.get_exit_code() == 0) return app.exit(problem);  // --help
        std::cerr << "certwright-sandbox: " << problem.what()
                  << "\n  certwright-sandbox --help shows what there is\n";
        return 2;
    }
    if (no_skew_check) settings.skew.reset();
    settings.quotas = !no_quotas;
    log::configure(log::Level::info, log::Format::text);
    try {
        if (clock.is_asked()) return clock.run();
        return serve(std::move(settings));
    } catch (const Error& failed) {
        std::cerr << "certwright-sandbox: " << failed.message() << "\n";
        if (!failed.hint().empty()) std::cerr << "  " << failed.hint() << "\n";
        return 1;
    }
}

}  // namespace certwright::sandbox
