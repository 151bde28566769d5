// One connection: reads requests, has them handled, writes the answers and the events.
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/log.hpp"
#include "net/event_queue.hpp"
#include "net/http_server_deadline.hpp"
#include "net/http_server_edge.hpp"
#include "net/http_server_peer.hpp"
#include "net/request_reader.hpp"
#include "net/response_head.hpp"

#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <array>

namespace certwright::net {
namespace {

/// A body up to this size travels with its head in one write.
constexpr std::size_t small_body = 16 * 1024;
constexpr std::size_t write_piece = 256 * 1024;
/// How long what the client still sends is read and dropped after the last answer: closing at once
/// would make the kernel send a reset, which can destroy that answer on its way.
constexpr Duration linger_timeout = 2s;

class HttpConnection final : public Connection, public std::enable_shared_from_this<HttpConnection> {
  public:
    HttpConnection(Edge& server, std::unique_ptr<Stream> stream, std::string peer)
        : server_(server),
          stream_(std::move(stream)),
          peer_(std::move(peer)),
          deadline_(server.io),
          reader_({server.options.max_header_bytes, server.options.max_body_bytes}) {}

    void start() override {
        expect_within(server_.options.header_timeout, [this] { close(); });
        stream_->handshake([self = shared_from_this()](Failure failure) {
            if (self->phase_ == Phase::closed) return;
            if (failure) return self->close();
            self->proceed({});
        });
    }

    void drain() override {
        const bool owes_nothing = phase_ == Phase::handshake || phase_ == Phase::idle;
        if (owes_nothing || phase_ == Phase::held_back) close();
        if (phase_ == Phase::streaming) events_->close();
    }

    void close() override {
        if (phase_ == Phase::closed) return;
        const bool answering = phase_ == Phase::writing || phase_ == Phase::streaming;
        phase_ = Phase::closed;
        hold(0);
        if (answering) record();
        deadline_.lift();
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
    enum class Phase {
        handshake,
        idle,
        header,
        body,
        handling,
        held_back,
        writing,
        streaming,
        lingering,
        closed
    };

    void expect_within(Duration span, std::function<void()> otherwise) {
        deadline_.set(span, [self = shared_from_this(), otherwise = std::move(otherwise)] { otherwise(); });
    }

    // --- reading a request

    void read() {
        reading_ = true;
        stream_->read_some(asio::buffer(input_),
                           [self = shared_from_this()](Failure failure, std::size_t size) {
                               self->reading_ = false;
                               self->take_input(failure, {self->input_.data(), size});
                           });
    }

    void take_input(Failure failure, std::string_view bytes) {
        switch (phase_) {
            case Phase::idle:
            case Phase::header:
            case Phase::body:
                return failure ? close() : proceed(bytes);
            // The client of a stream has nothing more to say; the end of its input is its leaving.
            case Phase::streaming:
                return failure ? close() : read();
            case Phase::lingering:
                return failure ? close() : discard();
            // A time-out is being answered; what came too late does not count.
            case Phase::writing:
            case Phase::handshake:
            case Phase::handling:
            case Phase::held_back:
            case Phase::closed:
                return;
        }
    }

    /// Accounts for what this connection keeps of a body that is not complete.
    void hold(std::size_t bytes) {
        server_.arriving += bytes;
        server_.arriving -= std::exchange(held_, bytes);
    }

    void proceed(std::string_view bytes) {
        const Progress progress = reader_.feed(bytes);
        hold(progress == Progress::body ? reader_.held_bytes() : 0);
        switch (progress) {
            case Progress::idle:
                if (server_.draining) return close();
                enter(Phase::idle, server_.options.idle_timeout);
                return read();
            case Progress::header:
                enter(Phase::header, server_.options.header_timeout);
                return read();
            case Progress::body: {
                if (server_.arriving > server_.options.max_arriving_bytes) return refuse_busy();
                const bool first = phase_ != Phase::body;
                enter(Phase::body, server_.options.body_timeout);
                return first && reader_.expects_continue() ? invite_body() : read();
            }
            case Progress::complete:
                return handle();
            case Progress::refused:
                return refuse(problem_of(reader_.refusal().status, reader_.refusal().reason));
        }
    }

    /// Answers a request that no handler will see, and ends the connection.
    void refuse(ServerResponse response) {
        hold(0);
        keep_alive_ = false;
        answer(std::move(response));
    }

    void refuse_busy() {
        ServerResponse busy = problem_of(503, "too many requests at once");
        busy.headers.add("Retry-After", "1");
        refuse(std::move(busy));
    }

    ServerResponse problem_of(int status, std::string_view detail) {
        begin_answer({.peer = peer_, .by_edge = true});
        return edge_problem(status, detail, current_.request_id);
    }

    /// The deadline runs from the moment the phase begins, however often bytes trickle in.
    void enter(Phase phase, Duration limit) {
        if (phase_ == phase) return;
        phase_ = phase;
        expect_within(limit, [this] {
            if (phase_ == Phase::idle) return close();
            refuse(problem_of(408, "the request did not arrive in time"));
        });
    }

    void invite_body() {
        static constexpr std::string_view invitation = "HTTP/1.1 100 Continue\r\n\r\n";
        stream_->write_some(asio::buffer(invitation),
                            [self = shared_from_this()](Failure failure, std::size_t size) {
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
        bool by_edge = false;  ///< answered without asking the handler
        int status = 0;
    };

    void begin_answer(Current current) {
        current_ = std::move(current);
        if (current_.request_id.empty()) current_.request_id = new_id_text("req");
    }

    void handle() {
        keep_alive_ = reader_.keep_alive();
        http_1_0_ = reader_.is_http_1_0();
        ServerRequest request = reader_.take();
        request.request_id = new_id_text("req");
        request.peer = peer_;
        request.secure = server_.tls != nullptr;
        if (server_.options.behind_proxy) trust_proxy(request);
        begin_answer({.method = request.method,
                      .path = request.path,
                      .peer = request.peer,
                      .request_id = request.request_id});
        phase_ = Phase::handling;
        deadline_.lift();  // a handler takes the time it takes
        if (server_.in_flight >= server_.options.max_requests_in_flight) {
            current_.by_edge = true;
            ServerResponse busy = edge_problem(503, "too many requests at once", current_.request_id);
            busy.headers.add("Retry-After", "1");
            return answer(std::move(busy));
        }
        server_.count_in_flight(+1);
        asio::post(server_.workers, [self = shared_from_this(), request = std::move(request)]() mutable {
            auto response = std::make_shared<ServerResponse>(self->run(request));
            Edge& server = self->server_;
            asio::post(server.io, [self = std::move(self), response = std::move(response)] {
                self->server_.count_in_flight(-1);
                self->answer(std::move(*response));
            });
        });
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
        return edge_problem(500, "the request could not be handled", request.request_id);
    }

    // --- writing the answer

    void answer(ServerResponse response) {
        auto events = std::dynamic_pointer_cast<EventQueue>(std::exchange(response.events, nullptr));
        if (phase_ == Phase::closed) {
            if (events) events->close();
            return;
        }
        if (response.delay > Duration{}) return hold_back(std::move(response));
        if (response.breakage == Breakage::unanswered) return reset();
        const bool with_content = has_content(current_.method, response.status);
        if (events && !with_content) {
            events->close();
            events = nullptr;
        }
        next_piece_ = with_content ? response.next_piece : nullptr;
        const bool is_endless = events != nullptr || next_piece_ != nullptr;
        close_after_ = !keep_alive_ || server_.draining || events != nullptr || (is_endless && http_1_0_);
        chunked_ = is_endless && !http_1_0_;
        if (events) announce_events(response.headers);
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
            return answer(edge_problem(500, "the request could not be handled", current_.request_id));
        }
        current_.status = response.status;
        body_ = std::move(response.body);
        pending_ = {};
        if (with_content && !events) {
            pending_ = response.static_body ? *response.static_body : std::string_view{body_};
            if (response.breakage == Breakage::halfway) {
                cut_in_half(out_, pending_);
                close_after_ = true;
            }
            if (pending_.size() <= small_body) out_ += std::exchange(pending_, {});
        }
        if (events) {
            events_ = std::move(events);
            phase_ = Phase::streaming;
            stream_ends_at_ = std::chrono::steady_clock::now() + server_.options.event_lifetime;
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

    /// A server that stops does not wait for it.
    void hold_back(ServerResponse response) {
        const Duration delay = std::exchange(response.delay, Duration{});
        phase_ = Phase::held_back;
        // A timer's action has to be copyable.
        expect_within(delay, [this, late = std::make_shared<ServerResponse>(std::move(response))] {
            answer(std::move(*late));
        });
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
        stream_->write_some(asio::buffer(unwritten_),
                            [self = shared_from_this()](Failure failure, std::size_t size) {
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
        if (next_piece_) return fetch_piece();
        record();
        body_ = {};
        out_ = {};
        if (close_after_ || server_.draining) return linger();
        proceed({});
    }

    /// Between two pieces of a body a worker makes the next one; a slow reader holds none of them.
    void fetch_piece() {
        deadline_.lift();
        asio::post(server_.workers, [self = shared_from_this(), id = current_.request_id] {
            const log::Scope scope{"request_id", id};
            std::optional<std::string> piece;
            bool is_cut_off = false;
            try {
                piece = self->next_piece_();  // the I/O thread leaves it alone meanwhile
            } catch (const std::exception& error) {
                log::error("an answer was cut off", {{"error", error.what()}});
                is_cut_off = true;
            }
            asio::post(self->server_.io, [self, piece = std::move(piece), is_cut_off]() mutable {
                if (self->phase_ == Phase::closed) return;
                is_cut_off ? self->close() : self->write_next(std::move(piece));
            });
        });
    }

    void write_next(std::optional<std::string> piece) {
        if (!piece) next_piece_ = nullptr;
        body_ = std::move(piece).value_or("");
        if (!chunked_) {
            out_.clear();
        } else if (next_piece_) {
            out_ = fmt::format("{:x}\r\n", body_.size());
            body_ += "\r\n";
        } else {
            out_ = "0\r\n\r\n";
        }
        pending_ = body_;
        write_out();
    }

    /// What a handler answered is counted and logged by whoever knows its routes.
    void record() {
        if (!current_.by_edge) return;
        server_.metrics.count("certwright_http_refused_total", "Requests refused before they were understood",
                              {{"status", std::to_string(current_.status)}});
        log::info(
            "request refused",
            {{"status", current_.status}, {"peer", current_.peer}, {"request_id", current_.request_id}});
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
        if (std::chrono::steady_clock::now() >= stream_ends_at_) events_->close();
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

    /// Without a good-bye: the kernel tells the client that its connection is void.
    void reset() {
        Failure ignored;  // the client may have gone first
        stream_->socket().set_option(asio::socket_base::linger{true, 0}, ignored);
        close();
    }

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
        stream_->socket().async_read_some(asio::buffer(input_),
                                          [self = shared_from_this()](Failure failure, std::size_t) {
                                              if (self->phase_ == Phase::closed) return;
                                              failure ? self->close() : self->discard();
                                          });
    }

    Edge& server_;
    std::unique_ptr<Stream> stream_;
    const std::string peer_;
    Deadline deadline_;
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
    std::function<std::optional<std::string>()> next_piece_;
    std::shared_ptr<EventQueue> events_;
    std::chrono::steady_clock::time_point stream_ends_at_;
    std::size_t held_ = 0;  ///< this connection's part of the server's `arriving`
};

}  // namespace

std::shared_ptr<Connection> make_connection(Edge& edge, std::unique_ptr<Stream> stream, std::string peer) {
    return std::make_shared<HttpConnection>(edge, std::move(stream), std::move(peer));
}

}  // namespace certwright::net
