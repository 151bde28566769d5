#pragma once

#include "audit/log.hpp"
#include "auth/api_tokens.hpp"
#include "auth/authenticator.hpp"
#include "auth/passwords.hpp"
#include "auth/sessions.hpp"
#include "auth/setup_code.hpp"
#include "auth/sign_in.hpp"
#include "auth/users.hpp"
#include "base/error.hpp"
#include "support/database.hpp"
#include "support/fake_clock.hpp"

namespace certwright::auth {

/// The module put together on a new database, with cheap passwords and a clock that tests push.
struct AuthTest : test::MigratedDatabaseTest {
    static constexpr crypto::Argon2Cost cheap{.memory_kib = 64, .passes = 1, .lanes = 1};
    static constexpr auto good_password = "correct horse battery";

    test::FakeClock clock;
    audit::Log log{clock};
    Passwords passwords{cheap};
    Users users{log, clock};
    Sessions sessions{log, clock};
    ApiTokens tokens{log, clock};
    Authenticator authenticator{*database, users, sessions, tokens, clock};
    Caller caller{.actor = "user:root", .request_id = "req_7", .address = "192.0.2.1"};

    User add_user(const std::string& name, Role role = Role::administrator) {
        const NewUser added{name, passwords.choose(name, Secret{good_password}), role};
        return database->write(
            [&](store::Transaction& transaction) { return users.create(transaction, added, caller); });
    }

    User add_program(const std::string& name, Role role) {
        return database->write([&](store::Transaction& transaction) {
            return users.create(transaction, {name, std::nullopt, role}, caller);
        });
    }

    User change(const User& user, const UserChange& change) {
        return database->write([&](store::Transaction& transaction) {
            return users.update(transaction, user.id, change, caller);
        });
    }

    OpenedSession open_session(const User& user) {
        return database->write([&](store::Transaction& transaction) {
            return sessions.open(transaction, user, "Firefox", caller);
        });
    }

    CreatedToken add_token(const User& user, const std::string& name, std::optional<Duration> lifetime = {}) {
        return database->write([&](store::Transaction& transaction) {
            return tokens.create(transaction, user, name, lifetime, caller);
        });
    }

    std::vector<audit::Event> events(const std::string& action) {
        return database->read([&](store::Connection& connection) {
            return log.list(connection, {.action = action, .limit = 1000});
        });
    }
};

/// The fault that `action` throws; nothing when it throws none.
template <class Action>
std::optional<Fault> fault_of(Action action) {
    try {
        action();
        return std::nullopt;
    } catch (const Error& error) {
        return error.fault();
    }
}

}  // namespace certwright::auth
