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

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7).
std::string imf_fixdate(Time time);

}  // namespace certwright::net
