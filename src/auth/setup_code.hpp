#pragma once

#include "audit/log.hpp"
#include "auth/passwords.hpp"
#include "auth/users.hpp"
#include "store/database.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::auth {

/// The one-time code that a new server shows on its terminal; whoever types it makes the first
/// administrator. Stored as a hash; ten wrong codes spoil it, and then only a restart makes another.
class SetupCode {
  public:
    static constexpr int attempts_allowed = 10;

    SetupCode(Users& users, Passwords& passwords, audit::Log& log, Clock& clock)
        : users_(users), passwords_(passwords), log_(log), clock_(clock) {}

    /// At every start: a new code in groups like "7KQ2-M4XW-93TD" (60 random bits) in place of the old
    /// one, or nothing when a user exists.
    std::optional<std::string> issue(store::Transaction& transaction);
    bool needed(store::Connection& connection) const;
    /// Makes the first administrator and uses the code up, in one transaction. Case, spaces and dashes of
    /// the code do not matter. Audit: user.created, or setup.refused. Throws Fault::conflict when a user
    /// exists, Fault::forbidden for a wrong or spoilt code, Fault::invalid for the name or password. Not
    /// inside a transaction, because a wrong code must stay counted.
    User redeem(store::Database& database, std::string_view code, const std::string& name,
                const Secret& password, const Caller& caller);

  private:
    Users& users_;
    Passwords& passwords_;
    audit::Log& log_;
    Clock& clock_;
};

}  // namespace certwright::auth
