#include "http/forgery.hpp"

#include "base/error.hpp"
#include "base/secret.hpp"

namespace certwright::http {

namespace {

bool is_same_origin(const net::ServerRequest& request) {
    if (const auto origin = request.headers.find("Origin")) {
        const auto host = request.headers.find("Host");
        const std::string scheme = request.secure ? "https://" : "http://";
        return host && net::equal_ignoring_case(*origin, scheme + std::string{*host});
    }
    const auto site = request.headers.find("Sec-Fetch-Site");
    return !site || *site == "same-origin" || *site == "none";
}

}  // namespace

void refuse_forgery(const net::ServerRequest& request, Method method, const std::optional<Identity>& who) {
    if (method == Method::get) return;
    if (who && who->principal.session_id.empty()) return;
    if (!is_same_origin(request))
        throw Error{Fault::forbidden, "the request comes from another origin",
                    "behind a proxy, pass Host and X-Forwarded-Proto on and start with --behind-proxy"};
    if (!who) return;
    const auto sent = request.headers.find("X-CSRF-Token");
    if (!sent || who->csrf_token.empty() || !equal_in_constant_time(*sent, who->csrf_token))
        throw Error{Fault::forbidden, "the X-CSRF-Token header does not belong to this session",
                    "send the csrf_token that GET /api/v1/session answers"};
}

}  // namespace certwright::http
