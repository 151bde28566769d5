#include "contract/auth/auth_test.hpp"

#include <gtest/gtest.h>

namespace certwright::auth {
namespace {

using SessionsTest = AuthTest;

TEST_P(SessionsTest, prove_their_user) {
    const User alice = add_user("alice", Role::operator_);
    const OpenedSession opened = open_session(alice);
    EXPECT_EQ(opened.token.size(), 43u);
    const Principal principal = authenticator.authenticate_session(opened.token.reveal());
    EXPECT_EQ(principal.user_id, alice.id);
    EXPECT_EQ(principal.user_name, "alice");
    EXPECT_EQ(principal.role, Role::operator_);
    EXPECT_EQ(principal.session_id, opened.session.id);
    EXPECT_TRUE(principal.token_id.empty());
    EXPECT_EQ(events("session.opened").size(), 1u);
}

TEST_P(SessionsTest, refuse_what_is_no_token) {
    const OpenedSession opened = open_session(add_user("alice"));
    std::string wrong{opened.token.reveal()};
    wrong.back() = wrong.back() == 'A' ? 'E' : 'A';
    for (const std::string& cookie : {wrong, std::string{}, opened.session.id, std::string(100'000, 'x')})
        EXPECT_EQ(fault_of([&] { authenticator.authenticate_session(cookie); }), Fault::unauthenticated);
}

TEST_P(SessionsTest, end_twelve_hours_after_their_last_use) {
    const OpenedSession opened = open_session(add_user("alice"));
    clock.advance(11h);
    authenticator.authenticate_session(opened.token.reveal());
    clock.advance(11h);
    authenticator.authenticate_session(opened.token.reveal());
    clock.advance(12h - 1us);
    authenticator.authenticate_session(opened.token.reveal());
    clock.advance(12h);
    EXPECT_EQ(fault_of([&] { authenticator.authenticate_session(opened.token.reveal()); }),
              Fault::unauthenticated);
}

TEST_P(SessionsTest, end_after_seven_days_however_busy) {
    const OpenedSession opened = open_session(add_user("alice"));
    for (int hour = 0; hour < 7 * 24; hour += 8) {
        authenticator.authenticate_session(opened.token.reveal());
        clock.advance(8h);
    }
    EXPECT_EQ(fault_of([&] { authenticator.authenticate_session(opened.token.reveal()); }),
              Fault::unauthenticated);
}

TEST_P(SessionsTest, note_their_use_once_a_minute) {
    const OpenedSession opened = open_session(add_user("alice"));
    const auto last_seen = [&] {
        return database->read([&](store::Connection& connection) {
            return sessions.find(connection, opened.session.id)->last_seen_at;
        });
    };
    const Time start = clock.now();
    clock.advance(59s);
    authenticator.authenticate_session(opened.token.reveal());
    EXPECT_EQ(last_seen(), start);
    clock.advance(1s);
    authenticator.authenticate_session(opened.token.reveal());
    EXPECT_EQ(last_seen(), start + 60s);
}

TEST_P(SessionsTest, are_listed_and_ended) {
    const User alice = add_user("alice");
    const User bob = add_user("bob");
    const OpenedSession first = open_session(alice);
    clock.advance(1s);
    const OpenedSession second = open_session(alice);
    const OpenedSession third = open_session(alice);
    const OpenedSession other = open_session(bob);
    const auto count = [&](const User& user) {
        return database->read(
            [&](store::Connection& connection) { return sessions.list(connection, user.id).size(); });
    };
    EXPECT_EQ(count(alice), 3u);
    database->read([&](store::Connection& connection) {
        const auto listed = sessions.list(connection, alice.id);
        EXPECT_EQ(listed.back().id, first.session.id);
        EXPECT_EQ(listed.back().address, "192.0.2.1");
        EXPECT_EQ(listed.back().user_agent, "Firefox");
    });
    const auto end = [&](const User& user, const OpenedSession& opened) {
        database->write([&](store::Transaction& transaction) {
            sessions.end(transaction, user.id, opened.session.id, caller);
        });
    };
    EXPECT_EQ(fault_of([&] { end(bob, first); }), Fault::not_found) << "not his";
    end(alice, first);
    EXPECT_EQ(fault_of([&] { authenticator.authenticate_session(first.token.reveal()); }),
              Fault::unauthenticated);
    EXPECT_EQ(database->write([&](store::Transaction& transaction) {
        return sessions.end_others(transaction, alice.id, second.session.id, caller);
    }),
              1);
    EXPECT_EQ(count(alice), 1u);
    EXPECT_EQ(count(bob), 1u);
    authenticator.authenticate_session(second.token.reveal());
    EXPECT_EQ(events("session.ended").size(), 2u);
}

TEST_P(SessionsTest, that_are_over_are_removed) {
    const User alice = add_user("alice");
    open_session(alice);
    clock.advance(Sessions::idle_time_out);
    const OpenedSession young = open_session(alice);
    const auto remove = [&] {
        return database->write(
            [&](store::Transaction& transaction) { return sessions.remove_expired(transaction); });
    };
    EXPECT_EQ(remove(), 1);
    EXPECT_EQ(remove(), 0);
    authenticator.authenticate_session(young.token.reveal());
}

TEST_P(SessionsTest, have_a_csrf_token_of_their_own) {
    const User alice = add_user("alice");
    const OpenedSession first = open_session(alice);
    const OpenedSession second = open_session(alice);
    EXPECT_NE(first.csrf_token, second.csrf_token);
    EXPECT_NE(first.csrf_token, first.token.reveal());
    EXPECT_TRUE(Sessions::csrf_token_matches(first.token.reveal(), first.csrf_token));
    EXPECT_FALSE(Sessions::csrf_token_matches(first.token.reveal(), second.csrf_token));
    EXPECT_FALSE(Sessions::csrf_token_matches(first.token.reveal(), ""));
    EXPECT_FALSE(Sessions::csrf_token_matches(first.token.reveal(), first.token.reveal()));
}

TEST_P(SessionsTest, of_disabled_users_prove_nothing) {
    add_user("root");
    const User alice = add_user("alice");
    change(alice, {.disabled = true});
    const OpenedSession opened = open_session(alice);
    EXPECT_EQ(fault_of([&] { authenticator.authenticate_session(opened.token.reveal()); }),
              Fault::unauthenticated);
}

INSTANTIATE_ON_BOTH_DATABASES(SessionsTest);

using ApiTokensTest = AuthTest;

TEST_P(ApiTokensTest, prove_their_user) {
    const User alice = add_user("alice", Role::auditor);
    const CreatedToken created = add_token(alice, "ci");
    EXPECT_EQ(created.secret.size(), 47u);
    EXPECT_TRUE(created.secret.reveal().starts_with("cwt_"));
    EXPECT_EQ(created.token.prefix, created.secret.reveal().substr(0, 8));
    const Principal principal = authenticator.authenticate_token(created.secret.reveal());
    EXPECT_EQ(principal.user_id, alice.id);
    EXPECT_EQ(principal.role, Role::auditor);
    EXPECT_EQ(principal.token_id, created.token.id);
    EXPECT_EQ(principal.actor(), "token:" + created.token.id + "(alice)");
    EXPECT_EQ(events("token.created").size(), 1u);
}

TEST_P(ApiTokensTest, refuse_what_is_no_token) {
    const User alice = add_user("alice");
    const CreatedToken created = add_token(alice, "ci");
    const OpenedSession opened = open_session(alice);
    for (const std::string& secret :
         {std::string{created.secret.reveal().substr(0, 46)}, std::string{created.secret.reveal()} + "A",
          std::string{opened.token.reveal()}, std::string{"cwt_"}, std::string{}})
        EXPECT_EQ(fault_of([&] { authenticator.authenticate_token(secret); }), Fault::unauthenticated);
    EXPECT_EQ(fault_of([&] { authenticator.authenticate_session(created.secret.reveal()); }),
              Fault::unauthenticated);
}

TEST_P(ApiTokensTest, expire) {
    const CreatedToken created = add_token(add_user("alice"), "ci", 24h);
    EXPECT_EQ(created.token.expires_at, clock.now() + 24h);
    clock.advance(24h - 1us);
    authenticator.authenticate_token(created.secret.reveal());
    clock.advance(1us);
    EXPECT_EQ(fault_of([&] { authenticator.authenticate_token(created.secret.reveal()); }),
              Fault::unauthenticated);
}

TEST_P(ApiTokensTest, are_refused_while_their_user_is_disabled) {
    add_user("root");
    const User alice = add_user("alice");
    const CreatedToken created = add_token(alice, "ci");
    change(alice, {.disabled = true});
    EXPECT_EQ(fault_of([&] { authenticator.authenticate_token(created.secret.reveal()); }),
              Fault::unauthenticated);
    change(alice, {.disabled = false});
    EXPECT_EQ(authenticator.authenticate_token(created.secret.reveal()).user_id, alice.id);
}

TEST_P(ApiTokensTest, note_their_use_once_a_minute) {
    const User alice = add_user("alice");
    const CreatedToken created = add_token(alice, "ci");
    const auto last_used = [&] {
        return database->read([&](store::Connection& connection) {
            return tokens.list(connection, alice.id).at(0).last_used_at;
        });
    };
    EXPECT_EQ(last_used(), std::nullopt);
    const Time first = clock.now();
    authenticator.authenticate_token(created.secret.reveal());
    EXPECT_EQ(last_used(), first);
    clock.advance(59s);
    authenticator.authenticate_token(created.secret.reveal());
    EXPECT_EQ(last_used(), first);
    clock.advance(1s);
    authenticator.authenticate_token(created.secret.reveal());
    EXPECT_EQ(last_used(), first + 60s);
}

TEST_P(ApiTokensTest, are_listed_and_removed_by_their_user_only) {
    const User alice = add_user("alice");
    const User bob = add_user("bob");
    const CreatedToken first = add_token(alice, "ci");
    clock.advance(1s);
    add_token(alice, "laptop");
    add_token(bob, "ci");
    EXPECT_EQ(fault_of([&] { add_token(alice, "ci"); }), Fault::conflict);
    EXPECT_EQ(fault_of([&] { add_token(alice, ""); }), Fault::invalid);
    EXPECT_EQ(fault_of([&] { add_token(alice, "a\nb"); }), Fault::invalid);
    EXPECT_EQ(fault_of([&] { add_token(alice, "short", -1s); }), Fault::invalid);
    const auto names = [&] {
        std::string joined;
        database->read([&](store::Connection& connection) {
            for (const ApiToken& token : tokens.list(connection, alice.id)) joined += token.name + " ";
        });
        return joined;
    };
    EXPECT_EQ(names(), "laptop ci ");
    const auto remove = [&](const User& user) {
        database->write([&](store::Transaction& transaction) {
            tokens.remove(transaction, user.id, first.token.id, caller);
        });
    };
    EXPECT_EQ(fault_of([&] { remove(bob); }), Fault::not_found);
    remove(alice);
    EXPECT_EQ(names(), "laptop ");
    EXPECT_EQ(fault_of([&] { authenticator.authenticate_token(first.secret.reveal()); }),
              Fault::unauthenticated);
    EXPECT_EQ(events("token.removed").size(), 1u);
}

INSTANTIATE_ON_BOTH_DATABASES(ApiTokensTest);

}  // namespace
}  // namespace certwright::auth
