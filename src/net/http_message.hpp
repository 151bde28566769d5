#pragma once

#include "base/time.hpp"

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certwright::net {

/// Header fields in order; names compare without regard to case (RFC 9110 section 5.1).
class Headers {
  public:
    Headers() = default;
    Headers(std::initializer_list<std::pair<std::string, std::string>> fields) : fields_(fields) {}

    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    /// Replaces every field of that name by one.
    void set(std::string_view name, std::string value);
    /// The first field of that name.
    std::optional<std::string_view> find(std::string_view name) const;
    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }
    std::size_t size() const { return fields_.size(); }

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

bool equal_ignoring_case(std::string_view a, std::string_view b);

class EventStream;

/// A request as the server received it, its size already bounded.
struct ServerRequest {
    std::string method;
    std::string target;  ///< path and query as they were written, which is what signatures cover
    std::string path;    ///< percent-decoded once, always absolute, without dot segments
    /// The path split at its written slashes, each part decoded after that: an ARN escaped into one
    /// segment stays one, though `path` shows its slashes. "/" has none, "/a/" has "a" and "".
    std::vector<std::string> segments;
    std::string query;  ///< raw, without "?"
    Headers headers;
    std::string body;
    std::string peer;        ///< the client's address: the socket's, or what a trusted proxy says
    std::string request_id;  ///< made by the server; goes into the log and the X-Request-Id answer
    bool secure = false;     ///< arrived over TLS, here or at a trusted proxy
};

/// How an answer is spoiled on purpose, by a server that acts out a network which fails.
enum class Breakage {
    none,
    unanswered,  ///< the connection is reset, and not a byte of the answer is sent
    halfway,  ///< half of the body is sent, or of the head where there is no body; then the connection ends
};

struct ServerResponse {
    int status = 200;
    Headers headers;
    std::string body;
    /// Sent instead of `body` when it is set: memory that outlives the server (embedded files).
    std::optional<std::string_view> static_body;
    /// Set for a body that is too large to be made at once: called, on a worker thread, for each next piece
    /// until it gives none. An exception cuts the answer off, which its reader notices.
    std::function<std::optional<std::string>()> next_piece;
    /// Set for `text/event-stream`: the edge writes what is pushed into it until it is closed.
    std::shared_ptr<EventStream> events;
    /// The answer is held back so long, and no worker with it. Like `breakage` for whole bodies only: not for
    /// pieces and events.
    Duration delay{};
    Breakage breakage = Breakage::none;
};

/// The queue between whoever publishes server-sent events and the edge that writes them. Bounded: a
/// client that reads too slowly is disconnected, and comes back with Last-Event-ID. Thread-safe.
class EventStream {
  public:
    virtual ~EventStream() = default;
    /// Queues one event (WHATWG server-sent events); false when the stream is closed or full.
    virtual bool push(std::string_view event, std::string_view data, std::string_view id = {}) = 0;
    virtual void close() = 0;
    virtual bool is_open() const = 0;
    /// Called once, from any thread, when the client went away or the stream was closed.
    virtual void on_close(std::function<void()> action) = 0;

    static std::shared_ptr<EventStream> make(std::size_t capacity = 256);
};

}  // namespace certwright::net
