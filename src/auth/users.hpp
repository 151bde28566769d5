#pragma once

#include "audit/log.hpp"
#include "auth/passwords.hpp"
#include "auth/principal.hpp"
#include "base/clock.hpp"
#include "store/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::auth {

struct User {
    std::string id;  ///< "usr_…"
    std::string name;
    Role role = Role::auditor;
    bool disabled = false;
    bool signs_in = true;  ///< has a password; who has none is a program with API tokens
    Time created_at;
    std::optional<Time> last_sign_in_at;
};

struct NewUser {
    std::string name;
    std::optional<HashedPassword> password;  ///< absent for a program
    Role role = Role::auditor;
};

/// What is absent stays.
struct UserChange {
    std::optional<Role> role;
    std::optional<bool> disabled;
    std::optional<HashedPassword> password;
};

/// The people who may sign in, and programs. Names have 1 to 64 characters of A-Z a-z 0-9 . _ @ - and are
/// unique whatever their case. Every change writes its audit event in the same transaction.
class Users {
  public:
    Users(audit::Log& log, Clock& clock) : log_(log), clock_(clock) {}

    /// Audit: user.created. Throws Fault::invalid for a bad name, Fault::conflict for a taken one.
    User create(store::Transaction& transaction, const NewUser& user, const Caller& caller);
    /// Audit: user.changed. Disabling a user or choosing another password ends every session of the
    /// user. Throws Fault::not_found, and Fault::conflict when no enabled administrator who signs in would be
    /// left.
    User update(store::Transaction& transaction, std::string_view id, const UserChange& change,
                const Caller& caller);

    std::optional<User> find(store::Connection& connection, std::string_view id) const;
    std::optional<User> find_by_name(store::Connection& connection, std::string_view name) const;
    /// Throws Fault::not_found.
    User get(store::Connection& connection, std::string_view id) const;
    /// All of them by name.
    std::vector<User> list(store::Connection& connection) const;
    /// Those who sign in, or did before they were disabled.
    std::int64_t count_people(store::Connection& connection) const;

    /// The stored PHC string, empty for a program: for sign-in only.
    std::optional<std::string> password_hash(store::Connection& connection, std::string_view id) const;
    void record_sign_in(store::Transaction& transaction, std::string_view id);
    /// Puts the same password at another cost in place; no session ends, nothing is audited.
    void replace_hash(store::Transaction& transaction, std::string_view id, const HashedPassword& password);

  private:
    audit::Log& log_;
    Clock& clock_;
};

}  // namespace certwright::auth
