#pragma once

#include "base/metrics.hpp"
#include "net/http_server.hpp"
#include "net/http_server_stream.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <memory>
#include <string>
#include <unordered_set>

namespace certwright::net {

/// One client. Every member runs on the I/O thread.
class Connection {
  public:
    virtual ~Connection() = default;
    virtual void start() = 0;
    /// The server is stopping: what is not busy ends now, the rest after its answer.
    virtual void drain() = 0;
    virtual void close() = 0;
};

/// What the connections of one server share. All but the workers belongs to the I/O thread once it runs.
struct Edge {
    Edge(ServerOptions options_, HttpServer::Handler handler_, Metrics& metrics_)
        : options(std::move(options_)),
          handler(std::move(handler_)),
          metrics(metrics_),
          workers(options.workers) {}

    void count_in_flight(int change) {
        in_flight += static_cast<std::size_t>(change);
        metrics.set("certwright_http_requests_in_flight", "Requests that a handler works on",
                    static_cast<double>(in_flight));
    }
    void show_connections() {
        metrics.set("certwright_http_connections", "Open connections",
                    static_cast<double>(connections.size()));
    }
    void remove(const std::shared_ptr<Connection>& connection) {
        connections.erase(connection);
        show_connections();
        if (connections.empty() && on_empty) on_empty();
    }

    const ServerOptions options;
    const HttpServer::Handler handler;
    Metrics& metrics;

    asio::io_context io{1};
    std::unique_ptr<asio::ssl::context> tls;
    std::unordered_set<std::shared_ptr<Connection>> connections;
    std::function<void()> on_empty;  ///< called when the last connection has gone
    std::size_t in_flight = 0;
    std::size_t arriving = 0;  ///< bytes of unfinished bodies, over all connections
    bool draining = false;

    asio::thread_pool workers;
};

std::shared_ptr<Connection> make_connection(Edge& edge, std::unique_ptr<Stream> stream, std::string peer);

}  // namespace certwright::net
