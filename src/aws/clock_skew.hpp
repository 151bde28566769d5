#pragma once

#include "base/time.hpp"
#include "net/http_message.hpp"

#include <optional>
#include <string_view>

namespace certwright::aws {

/// An IMF-fixdate, "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7).
std::optional<Time> parse_http_date(std::string_view text);

/// How far AWS's clock is ahead of ours, when a refused signature is explained by it: the answer has a
/// Date, `code` complains about time, or it complains about the signature and the clocks differ by
/// more than AWS forgives. `signed_at` is the time that the request claimed.
std::optional<Duration> learn_skew(std::string_view code, const net::Headers& headers, Time signed_at,
                                   Time now);

}  // namespace certwright::aws
