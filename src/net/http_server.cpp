#include "net/http_server.hpp"

#include "base/error.hpp"
#include "net/http_server_edge.hpp"
#include "net/http_server_peer.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <pthread.h>

#include <csignal>
#include <future>
#include <mutex>
#include <thread>

namespace certwright::net {
namespace {

constexpr Duration accept_pause = 100ms;

}  // namespace

/// What listens, and what stops.
struct HttpServer::State : Edge {
    using Edge::Edge;

    void listen();
    void accept();
    void admit(tcp::socket socket);
    void begin_drain();
    void end_drain();

    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> stay{io.get_executor()};
    tcp::acceptor acceptor{io};
    asio::steady_timer accept_timer{io};
    asio::steady_timer drain_timer{io};
    bool drained = false;
    std::promise<void> all_drained;

    std::uint16_t port = 0;
    std::once_flag stopped;
    std::thread io_thread;
};

void HttpServer::State::listen() {
    const std::string where = options.address + ":" + std::to_string(options.port);
    Failure failure;
    const auto address =
        asio::ip::make_address(options.address == "localhost" ? "127.0.0.1" : options.address, failure);
    if (failure) throw Error{Fault::invalid, "cannot listen on \"" + where + "\": not an IP address"};
    const tcp::endpoint endpoint{address, options.port};
    acceptor.open(endpoint.protocol(), failure);
    if (!failure) acceptor.set_option(tcp::acceptor::reuse_address{true}, failure);
    if (!failure) acceptor.bind(endpoint, failure);
    if (!failure) acceptor.listen(asio::socket_base::max_listen_connections, failure);
    if (failure) {
        throw Error{Fault::unavailable, "cannot listen on " + where + ": " + failure.message(),
                    "is another server running there?"};
    }
    port = acceptor.local_endpoint().port();
}

void HttpServer::State::accept() {
    acceptor.async_accept([this](Failure failure, tcp::socket socket) {
        if (draining) return;
        if (!failure) {
            admit(std::move(socket));
            return accept();
        }
        // Out of file descriptors, most likely: trying again at once would only spin.
        accept_timer.expires_after(accept_pause);
        accept_timer.async_wait([this](Failure) {
            if (!draining) accept();
        });
    });
}

void HttpServer::State::admit(tcp::socket socket) {
    if (connections.size() >= options.max_connections) {
        metrics.count("certwright_http_connections_refused_total",
                      "Connections closed because there were too many");
        return;
    }
    Failure failure;
    const auto remote = socket.remote_endpoint(failure);
    if (failure) return;  // gone before it was accepted
    socket.set_option(tcp::no_delay{true}, failure);
    auto stream = tls ? tls_stream(std::move(socket), *tls) : plain_stream(std::move(socket));
    const auto connection = make_connection(*this, std::move(stream), address_text(remote.address()));
    connections.insert(connection);
    show_connections();
    connection->start();
}

void HttpServer::State::begin_drain() {
    draining = true;
    Failure ignored;  // it may never have listened
    acceptor.close(ignored);
    accept_timer.cancel();
    on_empty = [this] { end_drain(); };
    const auto present = connections;  // draining removes from the set
    for (const auto& connection : present) connection->drain();
    if (connections.empty()) return end_drain();
    drain_timer.expires_after(options.drain_timeout);
    drain_timer.async_wait([this](Failure failure) {
        if (failure) return;
        const auto left = connections;
        for (const auto& connection : left) connection->close();
    });
}

void HttpServer::State::end_drain() {
    drain_timer.cancel();
    if (!std::exchange(drained, true)) all_drained.set_value();
}

HttpServer::HttpServer(ServerOptions options, Handler handler, Metrics& metrics)
    : state_(std::make_unique<State>(std::move(options), std::move(handler), metrics)) {
    if (state_->options.tls) state_->tls = make_tls(*state_->options.tls);
    state_->listen();
    state_->accept();
    state_->io_thread = std::thread{[state = state_.get()] {
        // A client that leaves while it is written to is an error on its connection, not a signal.
        sigset_t broken_pipe;
        sigemptyset(&broken_pipe);
        sigaddset(&broken_pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
        state->io.run();
    }};
}

HttpServer::~HttpServer() {
    stop();
}

std::uint16_t HttpServer::port() const noexcept {
    return state_->port;
}

void HttpServer::stop() {
    std::call_once(state_->stopped, [this] {
        asio::post(state_->io, [state = state_.get()] { state->begin_drain(); });
        state_->all_drained.get_future().wait();
        state_->workers.join();
        // What the last handlers answered still runs, so that their event streams are closed.
        asio::post(state_->io, [state = state_.get()] { state->stay.reset(); });
        state_->io_thread.join();
    });
}

}  // namespace certwright::net
