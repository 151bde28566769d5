#include "auth/principal.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::auth {
namespace {

constexpr Permission everything[] = {Permission::inventory_read,   Permission::inventory_scan,
                                     Permission::accounts_write,   Permission::repository_read,
                                     Permission::repository_write, Permission::deployments_write,
                                     Permission::keys_read,        Permission::jobs_write,
                                     Permission::audit_read,       Permission::users_write};

TEST(Roles, let_the_administrator_do_everything) {
    for (const Permission permission : everything) EXPECT_TRUE(may(Role::administrator, permission));
}

TEST(Roles, keep_the_operator_from_users) {
    for (const Permission permission : everything)
        EXPECT_EQ(may(Role::operator_, permission), permission != Permission::users_write);
}

TEST(Roles, let_the_auditor_look_only) {
    for (const Permission permission : everything)
        EXPECT_EQ(may(Role::auditor, permission), permission == Permission::inventory_read ||
                                                      permission == Permission::repository_read ||
                                                      permission == Permission::audit_read);
}

TEST(Roles, all_may_sign_in) {
    for (const Role role : {Role::administrator, Role::operator_, Role::auditor}) {
        EXPECT_TRUE(may(role, Permission::anyone));
        EXPECT_TRUE(may(role, Permission::signed_in));
        EXPECT_EQ(parse_role(to_string(role)), role);
    }
    EXPECT_THROW(parse_role("root"), Error);
    EXPECT_THROW(parse_role("Administrator"), Error);
}

TEST(Roles, list_their_permissions) {
    const auto permissions = permissions_of(Role::auditor);
    ASSERT_EQ(permissions.size(), 4u);
    EXPECT_EQ(to_string(permissions[0]), "signed_in");
    EXPECT_EQ(to_string(permissions[1]), "inventory_read");
    EXPECT_EQ(to_string(permissions[2]), "repository_read");
    EXPECT_EQ(to_string(permissions[3]), "audit_read");
    EXPECT_EQ(permissions_of(Role::administrator).size(), 11u);
}

TEST(Principal, is_named_after_what_proved_it) {
    EXPECT_EQ((Principal{.user_id = "usr_1", .user_name = "alice", .session_id = "ses_1"}).actor(),
              "user:alice");
    EXPECT_EQ((Principal{.user_id = "usr_1", .user_name = "alice", .token_id = "tok_1"}).actor(),
              "token:tok_1(alice)");
    EXPECT_EQ(Principal{}.actor(), "system");
}

}  // namespace
}  // namespace certwright::auth
