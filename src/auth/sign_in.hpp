#pragma once

#include "audit/log.hpp"
#include "auth/passwords.hpp"
#include "auth/sessions.hpp"
#include "auth/throttle.hpp"
#include "auth/users.hpp"
#include "store/database.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace certwright::auth {

/// Proves a password. The work is the same whether the name exists or not, and the message is too.
/// Guessing is slowed down by name and by address (an IPv6 address counts as its /64): Fault::rate_limited
/// with retry_after. Hashing is slow, so none of this may be called inside a transaction.
class SignIn {
  public:
    SignIn(store::Database& database, Users& users, Passwords& passwords, Sessions& sessions, audit::Log& log,
           Clock& clock);

    /// Audit: session.opened or session.refused (naming the user only if there is one: people type
    /// passwords into the wrong field). Throws Fault::unauthenticated or Fault::rate_limited.
    OpenedSession sign_in(std::string_view name, const Secret& password, std::string_view user_agent,
                          const Caller& caller);
    /// Ends the user's other sessions. Audit: user.changed, or password.refused. Throws Fault::forbidden
    /// when `current` is wrong, Fault::invalid when `next` breaks the rules, Fault::rate_limited.
    void change_password(const Principal& principal, const Secret& current, const Secret& next,
                         const Caller& caller);

  private:
    void slow_down(const std::string& by_name, const std::string& by_address);

    store::Database& database_;
    Users& users_;
    Passwords& passwords_;
    Sessions& sessions_;
    audit::Log& log_;
    Throttle throttle_;
    Throttle names_;  ///< whatever the address
};

}  // namespace certwright::auth
