#pragma once

#include "base/time.hpp"
#include "net/http_message.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace certwright {
class Metrics;
}

namespace certwright::net {

struct TlsFiles {
    std::string certificate_chain;  ///< PEM file, leaf first
    std::string private_key;        ///< PEM file
};

struct ServerOptions {
    std::string address = "127.0.0.1";  ///< an IP address, or "localhost"
    std::uint16_t port = 8080;          ///< 0 lets the system choose; HttpServer::port() tells
    std::optional<TlsFiles> tls;
    /// Believe X-Forwarded-For and X-Forwarded-Proto: only behind a proxy that sets them.
    bool behind_proxy = false;
    std::size_t workers = 16;                  ///< threads that run handlers
    std::size_t max_connections = 1024;        ///< beyond it, new connections are closed
    std::size_t max_requests_in_flight = 256;  ///< beyond it, 503 with Retry-After
    std::size_t max_header_bytes = 16 * 1024;
    std::size_t max_body_bytes = 1024 * 1024;           ///< beyond it, 413
    std::size_t max_arriving_bytes = 64 * 1024 * 1024;  ///< of all unfinished bodies; beyond it, 503
    Duration header_timeout = 10s;                      ///< from the first byte to the end of the header
    Duration body_timeout = 30s;
    Duration idle_timeout = 60s;      ///< between requests of one connection
    Duration write_timeout = 30s;     ///< for every 256 KiB of an answer
    Duration event_ping = 15s;        ///< a comment this often keeps a quiet event stream alive
    Duration event_lifetime = 10min;  ///< then a stream ends, and who comes back must prove again who it is
    Duration drain_timeout = 10s;     ///< how long stop() lets running requests finish
};

/// HTTP/1.1 server: keep-alive, TLS, bounded everything, server-sent events. Handlers are ordinary
/// blocking functions on a pool of threads; a slow client never holds one of them.
class HttpServer {
  public:
    using Handler = std::function<ServerResponse(const ServerRequest&)>;

    /// Binds and listens, so that a taken port fails here: Fault::unavailable naming the address;
    /// unusable TLS files and addresses: Fault::invalid.
    /// Handlers that throw are answered with a bare 500; the router is expected to catch.
    HttpServer(ServerOptions options, Handler handler, Metrics& metrics);
    /// Stops as stop() does.
    ~HttpServer();

    std::uint16_t port() const noexcept;
    /// Stops accepting, closes idle connections and event streams, lets running requests finish
    /// within drain_timeout, then closes the rest. Handlers cannot be interrupted: it returns when the
    /// last of them has. Idempotent; never call it from a handler.
    void stop();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace certwright::net
