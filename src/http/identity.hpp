#pragma once

#include "auth/principal.hpp"
#include "net/http_message.hpp"

#include <functional>
#include <optional>
#include <string>

namespace certwright::http {

/// Who sent a request, proved by a token or a session.
struct Identity {
    auth::Principal principal;
    std::string csrf_token;  ///< what X-CSRF-Token must say on changes; of sessions only
};

/// Reads a request's credentials: nothing when there are none that hold.
using Identify = std::function<std::optional<Identity>(const net::ServerRequest&)>;

}  // namespace certwright::http
