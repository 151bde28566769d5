#include "http/authentication.hpp"

#include "auth/sessions.hpp"
#include "base/error.hpp"
#include "http/cookie.hpp"

namespace certwright::http {

namespace {

std::optional<Identity> identify(auth::Authenticator& authenticator, const net::ServerRequest& request) {
    try {
        if (const auto field = request.headers.find("Authorization")) {
            constexpr std::string_view scheme = "Bearer ";
            if (!net::equal_ignoring_case(field->substr(0, scheme.size()), scheme)) return std::nullopt;
            return Identity{authenticator.authenticate_token(field->substr(scheme.size())), {}};
        }
        if (const auto cookie = session_cookie_of(request))
            return Identity{authenticator.authenticate_session(*cookie), auth::Sessions::csrf_token(*cookie)};
        return std::nullopt;
    } catch (const Error& error) {
        if (error.fault() != Fault::unauthenticated) throw;
        return std::nullopt;
    }
}

}  // namespace

Identify identify_by(auth::Authenticator& authenticator) {
    return [&authenticator](const net::ServerRequest& request) { return identify(authenticator, request); };
}

}  // namespace certwright::http
