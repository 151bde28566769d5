// The one source that includes Asio. Streams are type-erased: instantiating the server for plain
// and TLS sockets apart takes a minute to compile and 1.5 GB.
#include "net/http_server.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <fmt/format.h>
#include <pthread.h>

#include <array>
#include <csignal>
#include <future>
#include <mutex>
#include <thread>
#include <unordered_set>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "net/event_queue.hpp"
#include "net/request_reader.hpp"
#include "net/response_head.hpp"

namespace certwright::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Failure = boost::system::error_code;

/// A body up to this size travels with its head in one write.
constexpr std::size_t small_body = 16 * 1024;
constexpr std::size_t write_piece = 256 * 1024;
/// How long what the client still sends is read and dropped after the last answer: closing at once
/// would make the kernel send a reset, which can destroy that answer on its way.
constexpr Duration linger_timeout = 2s;
constexpr Duration accept_pause = 100ms;

/// A plain or TLS connection.
class Stream {
  public:
    using Done = std::function<void(Failure)>;
    using Moved = std::function<void(Failure, std::size_t)>;

    virtual ~Stream() = default;
    virtual tcp::socket& socket() = 0;
    virtual void handshake(Done done) = 0;
    virtual void read_some(asio::mutable_buffer into, Moved done) = 0;
    virtual void write_some(asio::const_buffer from, Moved done) = 0;
    /// Says that nothing more will be written.
    virtual void finish(Done done) = 0;
};

class PlainStream final : public Stream {
  public:
    explicit PlainStream(tcp::socket socket) : socket_(std::move(socket)) {}
    tcp::socket& socket() override { return socket_; }
    void handshake(Done done) override { done({}); }
    void read_some(asio::mutable_buffer into, Moved done) override { socket_.async_read_some(into, std::move(done)); }
    void write_some(asio::const_buffer from, Moved done) override { socket_.async_write_some(from, std::move(done)); }
    void finish(Done done) override { done({}); }

  private:
    tcp::socket socket_;
};

class TlsStream final : public Stream {
  public:
    TlsStream(tcp::socket socket, asio::ssl::context& context) : stream_(std::move(socket), context) {}
    tcp::socket& socket() override { return stream_.next_layer(); }
    void handshake(Done done) override { stream_.async_handshake(asio::ssl::stream_base::server, std::move(done)); }
    void read_some(asio::mutable_buffer into, Moved done) override { stream_.async_read_some(into, std::move(done)); }
    void write_some(asio::const_buffer from, Moved done) override { stream_.async_write_some(from, std::move(done)); }
    void finish(Done done) override { stream_.async_shutdown(std::move(done)); }

  private:
    asio::ssl::stream<tcp::socket> stream_;
};

int choose_http_1_1(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned offered_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* selected = nullptr;
    const int result = SSL_select_next_proto(&selected, size, ours, sizeof ours - 1, offered, offered_size);
    *chosen = selected;
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

std::unique_ptr<asio::ssl::context> make_tls(const TlsFiles& files) {
    auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    SSL_CTX* native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);  // 34 KB less for each idle connection
    SSL_CTX_set_alpn_select_cb(native, choose_http_1_1, nullptr);
    const auto load = [](const std::string& file, auto action) {
        Failure failure;
        action(failure);
        if (failure) {
            throw Error{Fault::invalid, "cannot use the TLS file \"" + file + "\": " + failure.message(),
                        "the chain and the unencrypted private key must be PEM files that belong together"};
        }
    };
    load(files.certificate_chain,
         [&](Failure& failure) { context->use_certificate_chain_file(files.certificate_chain, failure); });
    load(files.private_key,
         [&](Failure& failure) { context->use_private_key_file(files.private_key, asio::ssl::context::pem, failure); });
    return context;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// What the nearest proxy added: the last element of the last field of that name.
std::string_view last_element(const Headers& headers, std::string_view name) {
    std::string_view found;
    for (const auto& [field, value] : headers) {
        if (equal_ignoring_case(field, name)) found = value;
    }
    const auto comma = found.rfind(',');
    return trimmed(comma == found.npos ? found : found.substr(comma + 1));
}

std::string address_text(asio::ip::address address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    }
    return address.to_string();
}

/// Methods are the client's to invent; label values are not.
std::string method_label(const std::string& method) {
    static constexpr std::array known{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    for (const char* name : known) {
        if (method == name) return method;
    }
    return "other";
}

ServerResponse problem(int status, std::string_view detail, std::string_view request_id) {
    const std::string_view fault = status == 500 ? "internal" : status == 503 ? "unavailable" : "invalid";
    ServerResponse response{.status = status};
    response.headers.add("Content-Type", "application/problem+json");
    response.body = fmt::format(
        R"({{"type":"about:blank","title":"{}","status":{},"detail":"{}","fault":"{}","request_id":"{}"}})",
        reason_phrase(status), status, detail, fault, request_id);
    return response;
}

}  // namespace

struct HttpServer::State {
    class Connection;

    State(ServerOptions options_, Handler handler_, Metrics& metrics_)
        : options(std::move(options_)), handler(std::move(handler_)), metrics(metrics_), workers(options.workers) {}

    void listen();
    void accept();
    void admit(tcp::socket socket);
    void remove(const std::shared_ptr<Connection>& connection);
    void begin_drain();
    void end_drain();

    const ServerOptions options;
    const Handler handler;
    Metrics& metrics;

    // All of these belong to the I/O thread once it runs.
    asio::io_context io{1};
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> stay{io.get_executor()};
    std::unique_ptr<asio::ssl::context> tls;
    tcp::acceptor acceptor{io};
    asio::steady_timer accept_timer{io};
    asio::steady_timer drain_timer{io};
    std::unordered_set<std::shared_ptr<Connection>> connections;
    std::size_t in_flight = 0;
    bool draining = false;
    bool drained = false;
    std::promise<void> all_drained;

    std::uint16_t port = 0;
    std::once_flag stopped;
    asio::thread_pool workers;
    std::thread io_thread;
};

/// One client. Every member runs on the I/O thread.
class HttpServer::State::Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(State& server, std::unique_ptr<Stream> stream, std::string peer)
        : server_(server), stream_(std::move(stream)), peer_(std::move(peer)), timer_(server.io),
          reader_({server.options.max_header_bytes, server.options.max_body_bytes}) {}

    void start() {
        expect_within(server_.options.header_timeout, [this] { close(); });
        stream_->handshake([self = shared_from_this()](Failure failure) {
            if (self->phase_ == Phase::closed) return;
            if (failure) return self->close();
            self->proceed({});
        });
    }

    /// The server is stopping: what is not busy ends now, the rest after its answer.
    void drain() {
        if (phase_ == Phase::handshake || phase_ == Phase::idle) close();
        if (phase_ == Phase::streaming) events_->close();
    }

    void close() {
        if (phase_ == Phase::closed) return;
        const bool answering = phase_ == Phase::writing || phase_ == Phase::streaming;
        phase_ = Phase::closed;
        if (answering) record();
        ++deadline_;
        timer_.cancel();
        Failure ignored;  // closing is all that is left to do
        stream_->socket().close(ignored);
        if (events_) {
            events_->detach();
            events_->close();
        }
        server_.remove(shared_from_this());
    }

  private:
    using Progress = RequestReader::Progress;
    enum class Phase { handshake, idle, header, body, handling, writing, streaming, lingering, closed };

    void expect_within(Duration span, std::function<void()> otherwise) {
        timer_.expires_after(span);
        // A cancelled wait may be on its way already; its number tells.
        timer_.async_wait([self = shared_from_this(), number = ++deadline_, otherwise = std::move(otherwise)](Failure) {
            if (number == self->deadline_ && self->phase_ != Phase::closed) otherwise();
        });
    }

    // --- reading a request

    void read() {
        reading_ = true;
        stream_->read_some(asio::buffer(input_), [self = shared_from_this()](Failure failure, std::size_t size) {
            self->reading_ = false;
            self->take_input(failure, {self->input_.data(), size});
        });
    }

    void take_input(Failure failure, std::string_view bytes) {
        switch (phase_) {
            case Phase::idle:
            case Phase::header:
            case Phase::body: return failure ? close() : proceed(bytes);
            // The client of a stream has nothing more to say; the end of its input is its leaving.
            case Phase::streaming: return failure ? close() : read();
            case Phase::lingering: return failure ? close() : discard();
            // A time-out is being answered; what came too late does not count.
            case Phase::writing:
            case Phase::handshake:
            case Phase::handling:
            case Phase::closed: return;
        }
    }

    void proceed(std::string_view bytes) {
        switch (reader_.feed(bytes)) {
            case Progress::idle:
                if (server_.draining) return close();
                enter(Phase::idle, server_.options.idle_timeout);
                return read();
            case Progress::header:
                enter(Phase::header, server_.options.header_timeout);
                return read();
            case Progress::body: {
                const bool first = phase_ != Phase::body;
                enter(Phase::body, server_.options.body_timeout);
                return first && reader_.expects_continue() ? invite_body() : read();
            }
            case Progress::complete: return handle();
            case Progress::refused:
                begin_answer({.method = "-", .path = "-", .peer = peer_});
                keep_alive_ = false;
                return answer(problem(reader_.refusal().status, reader_.refusal().reason, current_.request_id));
        }
    }

    /// The deadline runs from the moment the phase begins, however often bytes trickle in.
    void enter(Phase phase, Duration limit) {
        if (phase_ == phase) return;
        phase_ = phase;
        expect_within(limit, [this] {
            if (phase_ == Phase::idle) return close();
            begin_answer({.method = "-", .path = "-", .peer = peer_});
            keep_alive_ = false;
            answer(problem(408, "the request did not arrive in time", current_.request_id));
        });
    }

    void invite_body() {
        static constexpr std::string_view invitation = "HTTP/1.1 100 Continue\r\n\r\n";
        stream_->write_some(asio::buffer(invitation), [self = shared_from_this()](Failure failure, std::size_t size) {
            if (self->phase_ != Phase::body) return;
            if (failure || size != invitation.size()) return self->close();
            self->read();
        });
    }

    // --- running the handler

    /// What the answer, the log and the metrics need of the request.
    struct Current {
        std::string method;
        std::string path;
        std::string peer;
        std::string request_id;
        std::chrono::steady_clock::time_point began{};
        int status = 0;
    };

    void begin_answer(Current current) {
        current_ = std::move(current);
        if (current_.request_id.empty()) current_.request_id = new_id_text("req");
        current_.began = std::chrono::steady_clock::now();
    }

    void handle() {
        keep_alive_ = reader_.keep_alive();
        http_1_0_ = reader_.is_http_1_0();
        ServerRequest request = reader_.take();
        request.request_id = new_id_text("req");
        request.peer = peer_;
        request.secure = server_.tls != nullptr;
        if (server_.options.behind_proxy) trust_proxy(request);
        begin_answer({.method = request.method, .path = request.path, .peer = request.peer, .request_id = request.request_id});
        phase_ = Phase::handling;
        ++deadline_;  // a handler takes the time it takes
        timer_.cancel();
        if (server_.in_flight >= server_.options.max_requests_in_flight) {
            ServerResponse busy = problem(503, "too many requests at once", current_.request_id);
            busy.headers.add("Retry-After", "1");
            return answer(std::move(busy));
        }
        ++server_.in_flight;
        asio::post(server_.workers, [self = shared_from_this(), request = std::move(request)]() mutable {
            auto response = std::make_shared<ServerResponse>(self->run(request));
            State& server = self->server_;
            asio::post(server.io, [self = std::move(self), response = std::move(response)] {
                --self->server_.in_flight;
                self->answer(std::move(*response));
            });
        });
    }

    static void trust_proxy(ServerRequest& request) {
        Failure failure;
        const auto said = asio::ip::make_address(last_element(request.headers, "X-Forwarded-For"), failure);
        if (!failure) request.peer = address_text(said);
        request.secure = request.secure || equal_ignoring_case(last_element(request.headers, "X-Forwarded-Proto"), "https");
    }

    /// On a worker thread.
    ServerResponse run(const ServerRequest& request) const {
        const log::Scope scope{"request_id", request.request_id};
        try {
            return server_.handler(request);
        } catch (const std::exception& error) {
            log::error("a request handler failed", {{"error", error.what()}, {"path", request.path}});
        } catch (...) {
            log::error("a request handler failed", {{"path", request.path}});
        }
        return problem(500, "the request could not be handled", request.request_id);
    }

    // --- writing the answer

    void answer(ServerResponse response) {
        auto events = std::dynamic_pointer_cast<EventQueue>(std::exchange(response.events, nullptr));
        if (phase_ == Phase::closed) {
            if (events) events->close();
            return;
        }
        const bool with_content = has_content(current_.method, response.status);
        if (events && !with_content) {
            events->close();
            events = nullptr;
        }
        close_after_ = !keep_alive_ || server_.draining || events != nullptr;
        chunked_ = events != nullptr && !http_1_0_;
        if (events) announce(response.headers);
        response.events = events;
        const ResponseFrame frame{.request_id = current_.request_id,
                                  .close = close_after_,
                                  .name_keep_alive = http_1_0_,
                                  .chunked = chunked_,
                                  .now = std::chrono::floor<Duration>(std::chrono::system_clock::now())};
        try {
            out_ = response_head(response, frame);
        } catch (const Error& error) {
            log::error("a response cannot be written", {{"error", error.message()}, {"path", current_.path}});
            if (events) events->close();
            return answer(problem(500, "the request could not be handled", current_.request_id));
        }
        current_.status = response.status;
        body_ = std::move(response.body);
        pending_ = {};
        if (with_content && !events) {
            pending_ = response.static_body ? *response.static_body : std::string_view{body_};
            if (pending_.size() <= small_body) out_ += std::exchange(pending_, {});
        }
        if (events) {
            events_ = std::move(events);
            phase_ = Phase::streaming;
            // A close from here on has to find its way back to this thread.
            events_->attach([self = weak_from_this(), io = &server_.io] {
                asio::post(*io, [self] {
                    if (const auto connection = self.lock()) connection->pump();
                });
            });
            read();
            if (server_.draining) events_->close();
            return write_out();
        }
        phase_ = Phase::writing;
        write_out();
    }

    static void announce(Headers& headers) {
        headers.set("Content-Type", "text/event-stream");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Accel-Buffering", "no");  // nginx would hold events back
    }

    void write_out() {
        writing_ = true;
        unwritten_ = out_;
        write_piece_of();
    }

    /// Writes `unwritten_`, then `pending_` in pieces with a deadline each.
    void write_piece_of() {
        expect_within(server_.options.write_timeout, [this] { close(); });
        write_some();
    }

    void write_some() {
        stream_->write_some(asio::buffer(unwritten_), [self = shared_from_this()](Failure failure, std::size_t size) {
            if (self->phase_ == Phase::closed) return;
            if (failure) return self->close();
            self->unwritten_.remove_prefix(size);
            if (!self->unwritten_.empty()) return self->write_some();
            if (self->pending_.empty()) return self->written();
            self->unwritten_ = self->pending_.substr(0, write_piece);
            self->pending_.remove_prefix(self->unwritten_.size());
            self->write_piece_of();
        });
    }

    void written() {
        writing_ = false;
        if (phase_ == Phase::streaming) return pump();
        record();
        body_ = {};
        out_ = {};
        if (close_after_ || server_.draining) return linger();
        proceed({});
    }

    void record() {
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - current_.began).count();
        server_.metrics.count("certwright_http_requests_total", "Requests answered, by method and class of status",
                              {{"method", method_label(current_.method)}, {"status_class", fmt::format("{}xx", current_.status / 100)}});
        server_.metrics.observe_seconds("certwright_http_request_seconds",
                                        "From the complete request to the end of its answer", seconds);
        // The query is left out: it can hold secrets.
        log::info("request", {{"method", current_.method}, {"path", current_.path}, {"status", current_.status},
                              {"duration_ms", seconds * 1000}, {"peer", current_.peer}, {"request_id", current_.request_id}});
    }

    // --- server-sent events

    void pump() {
        if (phase_ != Phase::streaming) return;
        if (events_->overflowed()) return close();
        if (writing_) return;
        if (ending_) {
            record();
            return linger();
        }
        const auto batch = events_->take();
        ending_ = batch.ended;
        if (batch.text.empty() && !ending_) {
            return expect_within(server_.options.event_ping, [this] { write_events(": ping\n\n"); });
        }
        write_events(batch.text);
    }

    void write_events(std::string_view text) {
        out_ = text;
        if (chunked_ && !text.empty()) out_ = fmt::format("{:x}\r\n{}\r\n", text.size(), text);
        if (chunked_ && ending_) out_ += "0\r\n\r\n";
        if (out_.empty()) return pump();
        write_out();
    }

    // --- the end

    void linger() {
        phase_ = Phase::lingering;
        expect_within(linger_timeout, [this] { close(); });
        // TLS says good-bye by reading too, and a read that still waits must not be joined by another.
        if (reading_) return shut_down();
        stream_->finish([self = shared_from_this()](Failure) {
            if (self->phase_ == Phase::closed) return;
            self->shut_down();
            self->discard();
        });
    }

    void shut_down() {
        Failure ignored;  // the client may have gone first
        stream_->socket().shutdown(tcp::socket::shutdown_send, ignored);
    }

    /// Reads below TLS: the bytes only have to leave the kernel.
    void discard() {
        stream_->socket().async_read_some(asio::buffer(input_), [self = shared_from_this()](Failure failure, std::size_t) {
            if (self->phase_ == Phase::closed) return;
            failure ? self->close() : self->discard();
        });
    }

    State& server_;
    std::unique_ptr<Stream> stream_;
    const std::string peer_;
    asio::steady_timer timer_;
    std::uint64_t deadline_ = 0;
    Phase phase_ = Phase::handshake;

    RequestReader reader_;
    std::array<char, 8 * 1024> input_;
    bool keep_alive_ = false;
    bool http_1_0_ = false;
    bool reading_ = false;

    Current current_;
    bool close_after_ = false;
    bool writing_ = false;
    bool chunked_ = false;
    bool ending_ = false;  ///< the last events are on their way
    std::string out_;
    std::string body_;
    std::string_view unwritten_;  ///< of out_, then of what pending_ was
    std::string_view pending_;    ///< of body_ or of a static body
    std::shared_ptr<EventQueue> events_;
};

void HttpServer::State::listen() {
    const std::string where = options.address + ":" + std::to_string(options.port);
    Failure failure;
    const auto address = asio::ip::make_address(options.address == "localhost" ? "127.0.0.1" : options.address, failure);
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
        metrics.count("certwright_http_connections_refused_total", "Connections closed because there were too many");
        return;
    }
    Failure failure;
    const auto remote = socket.remote_endpoint(failure);
    if (failure) return;  // gone before it was accepted
    socket.set_option(tcp::no_delay{true}, failure);
    std::unique_ptr<Stream> stream;
    if (tls) {
        stream = std::make_unique<TlsStream>(std::move(socket), *tls);
    } else {
        stream = std::make_unique<PlainStream>(std::move(socket));
    }
    const auto connection = std::make_shared<Connection>(*this, std::move(stream), address_text(remote.address()));
    connections.insert(connection);
    metrics.set("certwright_http_connections", "Open connections", static_cast<double>(connections.size()));
    connection->start();
}

void HttpServer::State::remove(const std::shared_ptr<Connection>& connection) {
    connections.erase(connection);
    metrics.set("certwright_http_connections", "Open connections", static_cast<double>(connections.size()));
    if (draining && connections.empty()) end_drain();
}

void HttpServer::State::begin_drain() {
    draining = true;
    Failure ignored;  // it may never have listened
    acceptor.close(ignored);
    accept_timer.cancel();
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

HttpServer::~HttpServer() { stop(); }

std::uint16_t HttpServer::port() const noexcept { return state_->port; }

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
