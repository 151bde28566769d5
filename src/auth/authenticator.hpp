#pragma once

#include "auth/api_tokens.hpp"
#include "auth/principal.hpp"
#include "auth/sessions.hpp"
#include "auth/users.hpp"
#include "store/database.hpp"

#include <string_view>

namespace certwright::auth {

/// Says who asks. Throws Fault::unauthenticated for everything that is not a living session or token of
/// an enabled user, with one and the same message whatever is wrong. Notes the use at most once a
/// minute, so it must not be called inside a transaction.
class Authenticator {
  public:
    Authenticator(store::Database& database, Users& users, Sessions& sessions, ApiTokens& tokens,
                  Clock& clock)
        : database_(database), users_(users), sessions_(sessions), tokens_(tokens), clock_(clock) {}

    /// `cookie` is the value of the session cookie. The caller still checks the CSRF token.
    Principal authenticate_session(std::string_view cookie);
    /// `secret` is what follows "Bearer ".
    Principal authenticate_token(std::string_view secret);

  private:
    User enabled_user(store::Connection& connection, std::string_view id) const;

    store::Database& database_;
    Users& users_;
    Sessions& sessions_;
    ApiTokens& tokens_;
    Clock& clock_;
};

}  // namespace certwright::auth
