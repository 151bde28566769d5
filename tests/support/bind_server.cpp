#include "support/bind_server.hpp"

#include "base/time.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <random>
#include <stdexcept>
#include <thread>

namespace certwright::test {
namespace {

const char* const authoritative = "recursion no; minimal-responses yes; zero-no-soa-ttl no;";

void write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream{path} << text;
}

bool is_free(std::uint16_t port, int type) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int probe = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    const bool free = bind(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(probe);
    return free;
}

/// A port that the system gives to no client: BIND shares its own (SO_REUSEPORT), also with a dig that
/// happens to get the same number, which then hears itself.
std::uint16_t unused_server_port() {
    std::random_device kernel;
    std::uniform_int_distribution<unsigned> ports{10000, 32000};
    for (int round = 0; round < 1000; ++round) {
        const auto port = static_cast<std::uint16_t>(ports(kernel));
        if (is_free(port, SOCK_STREAM) && is_free(port, SOCK_DGRAM)) return port;
    }
    throw std::runtime_error{"no port is free"};
}

}  // namespace

std::string BindServer::zone_statements(const std::map<std::string, std::string>& zones,
                                        const std::string& settings) {
    std::string statements;
    for (const auto& [origin, text] : zones) {
        const auto path = directory_.path() / ("zone." + origin);
        write(path, text);
        statements += "zone \"" + origin + "\" { type primary; file \"" + path.string() +
                      "\"; check-integrity no; " + settings + " };\n";
    }
    return statements;
}

BindServer::BindServer(const std::map<std::string, std::string>& zones) {
    start(authoritative, zone_statements(zones, ""));
}

BindServer::BindServer(const std::map<std::string, std::string>& zones, const Key& key) {
    start(authoritative, "key \"" + key.name + "\" { algorithm " + key.algorithm + "; secret \"" +
                             key.secret + "\"; };\n" +
                             zone_statements(zones, "allow-update { key \"" + key.name + "\"; };"));
}

BindServer::BindServer(std::uint16_t forwarder) {
    start("recursion yes; forward only; forwarders { 127.0.0.1 port " + std::to_string(forwarder) + "; };",
          "");
}

void BindServer::start(const std::string& options, const std::string& statements) {
    port_ = unused_server_port();
    const auto configuration = directory_.path() / "named.conf";
    write(configuration, "options { directory \"" + directory_.path().string() + "\"; listen-on port " +
                             std::to_string(port_) +
                             " { 127.0.0.1; }; listen-on-v6 { none; }; pid-file none; session-keyfile none;"
                             " dnssec-validation no; empty-zones-enable no; notify no; " +
                             options + " };\ncontrols {};\n" + statements);
    // Debian's AppArmor profile keeps the program at its own path away from other directories.
    const auto program = directory_.path() / "named";
    std::filesystem::copy_file("/usr/sbin/named", program);
    const std::vector<std::string> command{program, "-g", "-n", "1", "-c", configuration};
    server_ = std::make_unique<ChildProcess>(command, directory_.path() / "log");
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (server_->output().find(" running\n") == std::string::npos) {
        if (server_->has_ended() || std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error{"BIND did not start: " + server_->output()};
        std::this_thread::sleep_for(10ms);
    }
    if (server_->output().find("not loaded due to errors") != std::string::npos)
        throw std::runtime_error{"BIND does not take a zone: " + server_->output()};
}

}  // namespace certwright::test
