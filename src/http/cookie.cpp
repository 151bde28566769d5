#include "http/cookie.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::http {

std::optional<std::string_view> session_cookie_of(const net::ServerRequest& request) {
    for (const auto& [name, value] : request.headers) {
        if (!net::equal_ignoring_case(name, "Cookie")) continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            std::string_view pair = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            while (pair.starts_with(' ')) pair.remove_prefix(1);
            if (pair.size() > session_cookie.size() && pair.starts_with(session_cookie) &&
                pair[session_cookie.size()] == '=')
                return pair.substr(session_cookie.size() + 1);
        }
    }
    return std::nullopt;
}

std::string set_session_cookie(const net::ServerRequest& request, std::string_view value, Duration lifetime) {
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}", session_cookie, value,
                       std::chrono::duration_cast<std::chrono::seconds>(lifetime).count(),
                       request.secure ? "; Secure" : "");
}

std::string clear_session_cookie(const net::ServerRequest& request) {
    return set_session_cookie(request, "", Duration::zero());
}

}  // namespace certwright::http
