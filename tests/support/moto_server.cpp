#include "support/moto_server.hpp"

#include "net/transport.hpp"
#include "support/file_content.hpp"
#include "support/scripted_server.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

namespace certwright::test {

namespace {

/// Starts a program, found in PATH unless it is a path, whose output goes to `log`.
pid_t start_with_settings(const std::vector<std::string>& command,
                          const std::map<std::string, std::string>& settings,
                          const std::filesystem::path& log) {
    std::vector<char*> arguments;
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child != 0) return child;
    const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    for (const auto& [name, value] : settings) setenv(name.c_str(), value.c_str(), 1);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(125);
    execvp(arguments.front(), arguments.data());
    _exit(127);
}

}  // namespace

MotoServer::MotoServer(const std::map<std::string, std::string>& settings) {
    const std::uint16_t port = unused_port();
    url_ = "http://127.0.0.1:" + std::to_string(port);
    const char* named = std::getenv("CERTWRIGHT_MOTO");
    const std::filesystem::path log = directory_.path() / "log";
    server_ = start_with_settings(
        {named ? named : "moto_server", "-H", "127.0.0.1", "-p", std::to_string(port)}, settings, log);
    const auto transport = net::make_curl_transport();
    const net::ClientRequest question{.url = net::Url::parse(url_ + "/moto-api/"), .timeout = 5s};
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (!std::holds_alternative<net::ClientResponse>(transport->send(question, {}))) {
        const bool exited = waitpid(server_, nullptr, WNOHANG) == server_;
        if (exited) server_ = -1;
        if (exited || std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error{"moto did not start: " + file_content(log)};
        std::this_thread::sleep_for(50ms);
    }
}

MotoServer::~MotoServer() {
    if (server_ < 0) return;
    kill(server_, SIGKILL);
    waitpid(server_, nullptr, 0);
}

}  // namespace certwright::test
