#pragma once

#include "base/metrics.hpp"
#include "net/http_server.hpp"
#include "support/raw_client.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <thread>

/// A server on a free port, and clients that send it whatever bytes a test wants.
namespace certwright::net {

using test::RawClient;

inline constexpr std::string_view simple_get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/// Answers with what it understood of the request.
inline ServerResponse echo(const ServerRequest& request) {
    ServerResponse response{.headers = {{"Content-Type", "text/plain"}}};
    response.body = request.method + " " + request.path + " " + request.query + " " + request.body;
    return response;
}

inline bool waits_until(const std::function<bool()>& condition) {
    for (int round = 0; round < 1000; ++round) {
        if (condition()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

class Servers : public testing::Test {
  protected:
    /// While all that handlers know is still there.
    void TearDown() override { server.reset(); }

    HttpServer& start(HttpServer::Handler handler = echo) {
        options.port = 0;
        options.workers = std::min<std::size_t>(options.workers, 4);
        server = std::make_unique<HttpServer>(options, std::move(handler), metrics);
        return *server;
    }
    std::unique_ptr<RawClient> connect(int receive_buffer = 0) const {
        return std::make_unique<RawClient>(server->port(), receive_buffer);
    }
    std::string ask(std::string_view bytes) const {
        const auto client = connect();
        client->send(bytes);
        return client->read_response();
    }
    bool shows(const std::string& line) const {
        return waits_until([&] { return metrics.expose().find(line) != std::string::npos; });
    }

    Metrics metrics;
    ServerOptions options;
    std::unique_ptr<HttpServer> server;
};

inline int status_of(std::string_view response) {
    return response.size() < 12 ? 0 : std::stoi(std::string{response.substr(9, 3)});
}
inline std::string body_of(const std::string& response) {
    return response.substr(response.find("\r\n\r\n") + 4);
}

}  // namespace certwright::net
