#include "contract/auth/auth_test.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <regex>
#include <thread>

namespace certwright::auth {
namespace {

struct SetupCodeTest : AuthTest {
    SetupCode setup{users, passwords, log, clock};

    std::optional<std::string> issue() {
        return database->write([&](store::Transaction& transaction) { return setup.issue(transaction); });
    }
    std::optional<Fault> redeem(const std::string& code, const std::string& password = good_password) {
        return fault_of([&] { setup.redeem(*database, code, "admin", Secret{password}, caller); });
    }
    bool needed() {
        return database->read([&](store::Connection& connection) { return setup.needed(connection); });
    }
};

TEST_P(SetupCodeTest, makes_the_first_administrator_once) {
    const std::string code = issue().value();
    EXPECT_TRUE(std::regex_match(code, std::regex{"([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}"})) << code;
    EXPECT_TRUE(needed());
    const User admin = setup.redeem(*database, code, "admin", Secret{good_password}, caller);
    EXPECT_EQ(admin.role, Role::administrator);
    EXPECT_FALSE(needed());
    EXPECT_EQ(redeem(code), Fault::conflict);
    EXPECT_EQ(issue(), std::nullopt);
    EXPECT_EQ(events("user.created").size(), 1u);
}

TEST_P(SetupCodeTest, is_still_needed_where_only_programs_are) {
    add_program("estate", Role::administrator);
    const std::string code = issue().value();
    EXPECT_EQ(redeem(code), std::nullopt);
    EXPECT_FALSE(needed());
}

TEST_P(SetupCodeTest, does_not_care_for_case_and_dashes) {
    std::string code = issue().value();
    std::erase(code, '-');
    for (char& c : code) c = static_cast<char>(std::tolower(c));
    EXPECT_EQ(redeem(" " + code + "\n"), std::nullopt);
}

TEST_P(SetupCodeTest, is_spoilt_by_ten_wrong_attempts_until_the_next_start) {
    const std::string code = issue().value();
    for (int i = 0; i < SetupCode::attempts_allowed; ++i)
        EXPECT_EQ(redeem("2222-2222-2222"), Fault::forbidden);
    EXPECT_EQ(events("setup.refused").size(), 10u);
    EXPECT_EQ(redeem(code), Fault::forbidden);
    EXPECT_EQ(events("setup.refused").size(), 10u) << "a spoilt code fills no log";
    const std::string next = issue().value();
    EXPECT_NE(next, code);
    EXPECT_EQ(redeem(code), Fault::forbidden);
    EXPECT_EQ(redeem(next), std::nullopt);
}

TEST_P(SetupCodeTest, survives_a_bad_password) {
    const std::string code = issue().value();
    EXPECT_EQ(redeem(code, "short"), Fault::invalid);
    EXPECT_EQ(redeem(code), std::nullopt);
}

TEST_P(SetupCodeTest, is_of_no_use_when_a_user_was_made_meanwhile) {
    const std::string code = issue().value();
    add_user("root");
    EXPECT_EQ(redeem(code), Fault::conflict);
}

TEST_P(SetupCodeTest, was_never_issued) {
    EXPECT_EQ(redeem(""), Fault::forbidden);
}

INSTANTIATE_ON_BOTH_DATABASES(SetupCodeTest);

struct SignInTest : AuthTest {
    SignIn sign{*database, users, passwords, sessions, log, clock};

    OpenedSession sign_in(const std::string& name, const std::string& password,
                          const std::string& address = "192.0.2.1") {
        return sign.sign_in(name, Secret{password}, "Firefox",
                            {.actor = "anyone", .request_id = "req_9", .address = address});
    }
    std::optional<Fault> attempt(const std::string& name, const std::string& password,
                                 const std::string& address = "192.0.2.1") {
        return fault_of([&] { sign_in(name, password, address); });
    }
};

TEST_P(SignInTest, opens_a_session) {
    const User alice = add_user("alice");
    clock.advance(1h);
    const OpenedSession opened = sign_in("ALICE", good_password);
    EXPECT_EQ(opened.user.id, alice.id);
    EXPECT_EQ(opened.user.last_sign_in_at, clock.now());
    EXPECT_EQ(authenticator.authenticate_session(opened.token.reveal()).user_id, alice.id);
    const auto opened_events = events("session.opened");
    ASSERT_EQ(opened_events.size(), 1u);
    EXPECT_EQ(opened_events[0].actor, "user:alice");
    EXPECT_EQ(opened_events[0].request_id, "req_9");
}

TEST_P(SignInTest, says_the_same_of_a_wrong_name_and_a_wrong_password) {
    add_user("alice");
    std::vector<std::string> messages;
    for (const auto& [name, password] :
         {std::pair{"alice", "wrong password"}, std::pair{"nobody", good_password}, std::pair{"", ""}}) {
        try {
            sign_in(name, password);
            ADD_FAILURE() << name;
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::unauthenticated);
            messages.push_back(error.message() + error.hint());
        }
    }
    EXPECT_EQ(messages.at(0), messages.at(1));
    EXPECT_EQ(messages.at(0), messages.at(2));
}

TEST_P(SignInTest, never_writes_a_name_that_nobody_has_into_the_audit_log) {
    add_user("alice");
    attempt("hunter2-is-my-password", "wrong password");
    attempt("alice", "wrong password");
    const auto refused = events("session.refused");
    ASSERT_EQ(refused.size(), 2u);
    EXPECT_EQ(refused[1].subject, "");
    for (const auto& event : refused)
        for (const auto& text : {event.actor, event.subject, event.details}) {
            EXPECT_EQ(text.find("hunter2"), std::string::npos);
            EXPECT_EQ(text.find("wrong"), std::string::npos);
        }
    EXPECT_EQ(refused[0].actor, "user:alice");
}

TEST_P(SignInTest, refuses_disabled_users) {
    add_user("root");
    const User alice = add_user("alice");
    change(alice, {.disabled = true});
    EXPECT_EQ(attempt("alice", good_password), Fault::unauthenticated);
}

TEST_P(SignInTest, refuses_programs_whatever_is_typed) {
    const User estate = add_program("estate", Role::operator_);
    for (const char* typed : {"", "estate", good_password})
        EXPECT_EQ(attempt("estate", typed), Fault::unauthenticated) << typed;
    const CreatedToken token = add_token(estate, "nightly");
    EXPECT_EQ(authenticator.authenticate_token(token.secret.reveal()).user_id, estate.id);
}

TEST_P(SignInTest, slows_down_guessing_one_name_from_many_addresses) {
    add_user("alice");
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(attempt("alice", "wrong password", "192.0.2." + std::to_string(i)), Fault::unauthenticated);
    try {
        sign_in("Alice", good_password, "192.0.2.99");
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::rate_limited);
        EXPECT_EQ(error.retry_after(), std::chrono::milliseconds{1s});
    }
    clock.advance(1s);
    EXPECT_EQ(attempt("alice", good_password), std::nullopt);
    EXPECT_EQ(attempt("alice", "wrong password"), Fault::unauthenticated) << "success starts the count anew";
}

TEST_P(SignInTest, nobody_is_kept_out_by_those_who_guess_elsewhere) {
    add_user("alice");
    for (int i = 0; i < 40; ++i) {
        attempt("alice", "wrong password", fmt::format("198.51.100.{}", i));
        clock.advance(2s);
    }
    EXPECT_EQ(attempt("alice", good_password), std::nullopt);
    for (int i = 0; i < 40; ++i) {
        attempt("alice", "wrong password", "198.51.100.1");
        clock.advance(2s);
    }
    EXPECT_EQ(attempt("alice", good_password, "198.51.100.1"), Fault::rate_limited);
    EXPECT_EQ(attempt("alice", good_password), std::nullopt);
}

TEST_P(SignInTest, slows_down_guessing_many_names_from_one_address) {
    add_user("alice");
    for (int i = 0; i < 5; ++i)
        attempt("user" + std::to_string(i), "wrong password", "2001:db8::" + std::to_string(i + 1));
    EXPECT_EQ(attempt("alice", good_password, "2001:db8::ffff"), Fault::rate_limited) << "the same /64";
    EXPECT_EQ(attempt("alice", good_password, "2001:db8:0:1::1"), std::nullopt);
}

TEST_P(SignInTest, does_not_slow_down_an_office_that_signs_in_rightly) {
    for (int i = 0; i < 12; ++i) add_user("user" + std::to_string(i));
    for (int i = 0; i < 12; ++i) EXPECT_EQ(attempt("user" + std::to_string(i), good_password), std::nullopt);
}

TEST_P(SignInTest, counts_attempts_made_at_the_same_time) {
    add_user("alice");
    std::atomic<int> compared = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 12; ++i)
            threads.emplace_back(
                [&] { compared += attempt("alice", "wrong password") == Fault::unauthenticated; });
    }
    EXPECT_EQ(compared, 5);
}

TEST_P(SignInTest, hashes_again_when_the_cost_has_changed) {
    const User alice = add_user("alice");
    Passwords dearer{{.memory_kib = 128, .passes = 1, .lanes = 1}};
    SignIn later{*database, users, dearer, sessions, log, clock};
    later.sign_in("alice", Secret{good_password}, "", caller);
    const std::string hash = database->read(
        [&](store::Connection& connection) { return users.password_hash(connection, alice.id).value(); });
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=128,t=1,p=1$")) << hash;
    EXPECT_NO_THROW(later.sign_in("alice", Secret{good_password}, "", caller));
}

TEST_P(SignInTest, changes_a_password_and_ends_the_other_sessions) {
    const User alice = add_user("alice");
    const OpenedSession here = sign_in("alice", good_password);
    const OpenedSession there = sign_in("alice", good_password);
    const Principal principal = authenticator.authenticate_session(here.token.reveal());
    const auto change_to = [&](const std::string& current, const std::string& next) {
        return fault_of([&] { sign.change_password(principal, Secret{current}, Secret{next}, caller); });
    };
    EXPECT_EQ(change_to("wrong password", "a second good one"), Fault::forbidden);
    EXPECT_EQ(events("password.refused").size(), 1u);
    EXPECT_EQ(change_to(good_password, "short"), Fault::invalid);
    EXPECT_EQ(change_to(good_password, "a second good one"), std::nullopt);
    EXPECT_EQ(attempt("alice", good_password), Fault::unauthenticated);
    EXPECT_EQ(attempt("alice", "a second good one"), std::nullopt);
    EXPECT_NO_THROW(authenticator.authenticate_session(here.token.reveal()));
    EXPECT_EQ(fault_of([&] { authenticator.authenticate_session(there.token.reveal()); }),
              Fault::unauthenticated);
}

TEST_P(SignInTest, slows_down_guessing_the_current_password) {
    const User alice = add_user("alice");
    const Principal principal{.user_id = alice.id, .user_name = "alice", .role = Role::administrator};
    const auto guess = [&] {
        return fault_of(
            [&] { sign.change_password(principal, Secret{"a guess"}, Secret{"a second good one"}, caller); });
    };
    for (int i = 0; i < 5; ++i) EXPECT_EQ(guess(), Fault::forbidden);
    EXPECT_EQ(guess(), Fault::rate_limited);
}

INSTANTIATE_ON_BOTH_DATABASES(SignInTest);

}  // namespace
}  // namespace certwright::auth
