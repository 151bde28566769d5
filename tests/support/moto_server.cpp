#include "support/moto_server.hpp"

#include "net/transport.hpp"
#include "support/scripted_server.hpp"

#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

namespace certwright::test {

MotoServer::MotoServer(const std::map<std::string, std::string>& settings) {
    const std::uint16_t port = unused_port();
    url_ = "http://127.0.0.1:" + std::to_string(port);
    const char* named = std::getenv("CERTWRIGHT_MOTO");
    const std::vector<std::string> command{named ? named : "moto_server", "-H", "127.0.0.1", "-p",
                                           std::to_string(port)};
    server_ = std::make_unique<ChildProcess>(command, directory_.path() / "log", settings);
    const auto transport = net::make_curl_transport();
    const net::ClientRequest question{.url = net::Url::parse(url_ + "/moto-api/"), .timeout = 5s};
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (!std::holds_alternative<net::ClientResponse>(transport->send(question, {}))) {
        if (server_->has_ended() || std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error{"moto did not start: " + server_->output()};
        std::this_thread::sleep_for(50ms);
    }
}

}  // namespace certwright::test
