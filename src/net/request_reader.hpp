#pragma once

#include "net/http_message.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace certwright::net {

/// Turns the bytes of one connection into requests, without I/O and without a clock. Strict: a
/// message that two readers could frame differently is refused, not repaired (RFC 9112 section 11.2).
class RequestReader {
  public:
    struct Limits {
        std::size_t header_bytes;  ///< also of a chunk's header and of the trailers
        std::size_t body_bytes;
    };
    enum class Progress {
        idle,      ///< no byte of the next request is there
        header,    ///< its header is incomplete
        body,      ///< its body is incomplete
        complete,  ///< take() it
        refused,   ///< answer with refusal() and close; nothing more can be read
    };
    struct Refusal {
        int status;
        std::string reason;  ///< never repeats what was received
    };

    explicit RequestReader(Limits limits);
    ~RequestReader();

    /// Adds what arrived. Call it with nothing after take(): the next request may be there already.
    Progress feed(std::string_view bytes);
    /// How much of the present request is kept here.
    std::size_t held_bytes() const;
    /// The client waits for "100 Continue" before it sends the body.
    bool expects_continue() const;
    /// Whether the client lets the connection live on after this request.
    bool keep_alive() const;
    /// HTTP/1.0, where keeping the connection has to be said.
    bool is_http_1_0() const;
    const Refusal& refusal() const;
    /// The complete request: method, path, segments, query, headers and body.
    ServerRequest take();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace certwright::net
