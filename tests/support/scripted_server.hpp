#pragma once

#include "base/time.hpp"
#include "net/http_message.hpp"
#include "net/http_server.hpp"
#include "net/url.hpp"

#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace certwright::test {

/// A request as it arrived at a ScriptedServer.
struct Received {
    std::string method;
    std::string target;  ///< as written, query included
    net::Headers headers;
    std::string body;
    std::size_t number = 0;      ///< of this request, from 1
    std::size_t connection = 0;  ///< on which it came, from 1
};

/// What a ScriptedServer does about a request.
struct Reply {
    enum class Then { keep_alive, close, reset };

    std::string bytes;  ///< exactly what goes over the wire
    Then then = Then::keep_alive;
    Duration delay{0};      ///< before the first byte
    std::size_t piece = 0;  ///< bytes written at a time; 0 for all at once
    Duration pause{0};      ///< between pieces

    /// A well-formed response with a Content-Length.
    static Reply of(int status, std::string_view body = {}, const net::Headers& headers = {});
    static Reply json(int status, std::string_view body) {
        return of(status, body, {{"Content-Type", "application/x-amz-json-1.1"}});
    }
    static Reply raw(std::string bytes, Then then = Then::close) {
        return {.bytes = std::move(bytes), .then = then};
    }
    /// Takes the request and resets the connection.
    static Reply reset() { return raw("", Then::reset); }
    /// Says nothing until the client leaves or the server ends.
    static Reply silence() { return Reply{}.after(24h); }

    Reply after(Duration wait) && {
        delay = wait;
        return std::move(*this);
    }
    Reply in_pieces(std::size_t size, Duration wait) && {
        piece = size;
        pause = wait;
        return std::move(*this);
    }
    /// Sends only the first `size` bytes and closes.
    Reply truncated_to(std::size_t size) && {
        bytes.resize(size);
        then = Then::close;
        return std::move(*this);
    }
    Reply closing() && {
        then = Then::close;
        return std::move(*this);
    }
};

/// An HTTP/1.1 server on the loopback that answers what a test tells it, right or wrong, and keeps
/// what it received. One thread a connection; the script runs one request at a time.
class ScriptedServer {
  public:
    using Script = std::function<Reply(const Received&)>;

    explicit ScriptedServer(std::optional<net::TlsFiles> tls = {});
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    void on(Script script);
    std::uint16_t port() const { return port_; }
    /// `target` begins with "/".
    net::Url url(std::string_view target = "/") const;
    std::string base_url() const;
    /// What arrived so far, in the order it was complete.
    std::vector<Received> received() const;
    /// Blocks until `count` requests arrived; false after ten seconds.
    bool wait_for(std::size_t count) const;
    std::size_t connections() const;
    /// Blocks until every client has closed its connections; false after ten seconds.
    bool wait_until_alone() const;

  private:
    struct Tls;
    class Connection;

    void accept();
    void serve(Connection& connection, std::stop_token stop);
    void write(Connection& connection, const Reply& reply, std::stop_token stop);

    std::unique_ptr<Tls> tls_;
    int listener_ = -1;
    std::uint16_t port_ = 0;

    mutable std::mutex mutex_;  ///< guards what follows
    mutable std::condition_variable_any changed_;
    Script script_;
    std::vector<Received> received_;
    std::size_t accepted_ = 0;
    std::size_t open_ = 0;
    std::list<std::shared_ptr<Connection>> live_;
    std::list<std::jthread> threads_;
    std::jthread acceptor_;
};

/// A loopback port that nothing listens on.
std::uint16_t unused_port();

}  // namespace certwright::test
