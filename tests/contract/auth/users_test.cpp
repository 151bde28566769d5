#include "contract/auth/auth_test.hpp"
#include "crypto/password.hpp"

#include <gtest/gtest.h>

namespace certwright::auth {
namespace {

using UsersTest = AuthTest;

TEST_P(UsersTest, are_found_by_id_and_by_name_whatever_its_case) {
    const User alice = add_user("Alice", Role::operator_);
    database->read([&](store::Connection& connection) {
        EXPECT_EQ(users.get(connection, alice.id).name, "Alice");
        EXPECT_EQ(users.find_by_name(connection, "aLICE")->id, alice.id);
        EXPECT_EQ(users.find_by_name(connection, "aLICE")->role, Role::operator_);
        EXPECT_EQ(users.find_by_name(connection, "aLICE")->created_at, clock.now());
        EXPECT_FALSE(users.find_by_name(connection, "bob"));
        EXPECT_FALSE(users.find_by_name(connection, "\xff\x00bob"));
        EXPECT_FALSE(users.find(connection, "usr_x"));
        EXPECT_THROW(users.get(connection, "usr_x"), Error);
    });
    const auto created = events("user.created");
    ASSERT_EQ(created.size(), 1u);
    EXPECT_EQ(created[0].actor, "user:root");
    EXPECT_EQ(created[0].subject, alice.id);
    EXPECT_EQ(created[0].request_id, "req_7");
}

TEST_P(UsersTest, sign_in_once_a_program_has_a_password) {
    const User nightly = add_program("nightly", Role::auditor);
    EXPECT_FALSE(nightly.signs_in);
    EXPECT_TRUE(change(nightly, {.password = passwords.choose("nightly", Secret{good_password})}).signs_in);
    database->read(
        [&](store::Connection& connection) { EXPECT_TRUE(users.get(connection, nightly.id).signs_in); });
}

TEST_P(UsersTest, are_changed_where_only_a_program_administrates) {
    add_program("nightly", Role::administrator);
    const User bob = add_program("bob", Role::operator_);
    EXPECT_TRUE(change(bob, {.disabled = true}).disabled);
}

TEST_P(UsersTest, are_listed_by_name) {
    add_user("carol");
    add_user("Bob");
    add_user("alice");
    database->read([&](store::Connection& connection) {
        const auto all = users.list(connection);
        ASSERT_EQ(all.size(), 3u);
        EXPECT_EQ(all[0].name, "alice");
        EXPECT_EQ(all[1].name, "Bob");
        EXPECT_EQ(all[2].name, "carol");
        EXPECT_EQ(users.count_people(connection), 3);
    });
}

TEST_P(UsersTest, have_unique_names_whatever_the_case) {
    add_user("alice");
    EXPECT_EQ(fault_of([&] { add_user("ALICE"); }), Fault::conflict);
}

TEST_P(UsersTest, have_names_of_few_characters) {
    for (const std::string& name : {std::string{}, std::string{"with space"}, std::string{"sl/ash"},
                                    std::string{"zürich"}, std::string{"nul\0", 4}, std::string(65, 'a')})
        EXPECT_EQ(fault_of([&] { add_user(name); }), Fault::invalid) << name;
    for (const std::string& name : {std::string{"a"}, std::string{"A.b_c@d-9"}, std::string(64, 'a')})
        EXPECT_EQ(fault_of([&] { add_user(name); }), std::nullopt) << name;
}

TEST_P(UsersTest, choose_passwords_by_few_rules) {
    const auto choose = [&](const std::string& password) {
        return fault_of([&] { passwords.choose("alice.in.wonderland", Secret{password}); });
    };
    EXPECT_EQ(choose("eleven char"), Fault::invalid);
    EXPECT_EQ(choose("twelve chars"), std::nullopt);
    EXPECT_EQ(choose(std::string(1024, 'p')), std::nullopt);
    EXPECT_EQ(choose(std::string(1025, 'p')), Fault::invalid);
    EXPECT_EQ(choose("alice.in.wonderland"), Fault::invalid);
    EXPECT_EQ(choose("ALICE.in.wonderland"), Fault::invalid);
    EXPECT_EQ(choose("alice.in.wonderlands"), std::nullopt);
}

TEST_P(UsersTest, change_role_and_state) {
    add_user("root");
    const User alice = add_user("alice");
    EXPECT_EQ(change(alice, {.role = Role::auditor}).role, Role::auditor);
    EXPECT_TRUE(change(alice, {.disabled = true}).disabled);
    database->read([&](store::Connection& connection) {
        EXPECT_EQ(users.get(connection, alice.id).role, Role::auditor);
        EXPECT_TRUE(users.get(connection, alice.id).disabled);
    });
    EXPECT_EQ(events("user.changed").size(), 2u);
    EXPECT_EQ(events("user.changed")[0].details, R"({"disabled":true})");
    change(alice, {.disabled = true});
    EXPECT_EQ(events("user.changed").size(), 2u) << "nothing changed";
    EXPECT_EQ(fault_of([&] { change(User{.id = "usr_x"}, {.disabled = true}); }), Fault::not_found);
}

TEST_P(UsersTest, always_keep_one_enabled_administrator) {
    const User root = add_user("root");
    const User alice = add_user("alice");
    change(alice, {.disabled = true});
    EXPECT_EQ(fault_of([&] { change(root, {.disabled = true}); }), Fault::conflict);
    EXPECT_EQ(fault_of([&] { change(root, {.role = Role::operator_}); }), Fault::conflict);
    change(alice, {.disabled = false});
    EXPECT_EQ(fault_of([&] { change(root, {.role = Role::operator_}); }), std::nullopt);
}

TEST_P(UsersTest, lose_their_sessions_when_disabled_or_given_a_password) {
    add_user("root");
    const User alice = add_user("alice");
    const auto alive = [&](const OpenedSession& opened) {
        return database->read([&](store::Connection& connection) {
            return sessions.find(connection, opened.session.id).has_value();
        });
    };
    OpenedSession opened = open_session(alice);
    change(alice, {.role = Role::operator_});
    EXPECT_TRUE(alive(opened));
    change(alice, {.password = passwords.choose("alice", Secret{"another good password"})});
    EXPECT_FALSE(alive(opened));
    opened = open_session(alice);
    change(alice, {.disabled = true});
    EXPECT_FALSE(alive(opened));
}

INSTANTIATE_ON_BOTH_DATABASES(UsersTest);

}  // namespace
}  // namespace certwright::auth
