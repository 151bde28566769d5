#pragma once

#include "base/time.hpp"
#include "net/http_message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::http {

inline constexpr std::string_view session_cookie = "certwright_session";

/// The value of the request's session cookie.
std::optional<std::string_view> session_cookie_of(const net::ServerRequest& request);

/// A Set-Cookie field (RFC 6265bis) that no script can read and no other site's request carries;
/// Secure when the request came over TLS.
std::string set_session_cookie(const net::ServerRequest& request, std::string_view value, Duration lifetime);
/// The field that makes the browser forget the session.
std::string clear_session_cookie(const net::ServerRequest& request);

}  // namespace certwright::http
