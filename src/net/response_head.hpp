#pragma once

#include "base/time.hpp"
#include "net/http_message.hpp"

#include <string>
#include <string_view>

namespace certwright::net {

/// What the edge adds to a response.
struct ResponseFrame {
    std::string_view request_id;
    bool close = false;            ///< the connection ends after this response
    bool name_keep_alive = false;  ///< HTTP/1.0 has to be told that it does not
    bool chunked = false;          ///< for events and pieces, whose length nobody knows
    Time now{};
};

/// Whether RFC 9110 lets the response to `method` carry content.
bool has_content(std::string_view method, int status);

/// Status line and header fields up to and with the empty line. Content-Length, Transfer-Encoding,
/// Connection, Date and X-Request-Id are the edge's own: a handler's are dropped. Throws
/// Fault::internal when a field would break the message.
std::string response_head(const ServerResponse& response, const ResponseFrame& frame);

std::string_view reason_phrase(int status);

/// What the edge answers by itself: RFC 9457, with the fault as the routes name it.
ServerResponse edge_problem(int status, std::string_view detail, std::string_view request_id);

/// The fields of an answer that is a stream of server-sent events.
void announce_events(Headers& headers);

/// What Breakage::halfway leaves of an answer: the head still promises the whole body.
void cut_in_half(std::string& head, std::string_view& body);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7).
std::string imf_fixdate(Time time);

}  // namespace certwright::net
