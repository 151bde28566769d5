#include "app/admin.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "support/temp_directory.hpp"

#include <gtest/gtest.h>

namespace certwright::app {
namespace {

struct Administration : testing::Test {
    test::TempDirectory directory;
    Settings settings;

    Administration() {
        settings.data_dir = directory.path() / "data";
        create_user(settings, "admin", auth::Role::administrator, Secret{"correct horse battery staple"});
    }
};

TEST_F(Administration, makes_a_token_as_often_as_it_is_asked) {
    const Secret first = create_token(settings, "admin", unnamed_token);
    const Secret second = create_token(settings, "admin", unnamed_token);
    EXPECT_TRUE(first.reveal().starts_with("cwt_"));
    EXPECT_NE(first.reveal(), second.reveal());
    create_token(settings, "admin", "nightly");
    EXPECT_THROW(create_token(settings, "admin", "nightly"), Error)
        << "a name that was chosen is not changed";
    EXPECT_THROW(create_token(settings, "nobody", unnamed_token), Error);
}

TEST_F(Administration, adds_an_account_as_the_api_does) {
    const json::object body{{"name", "production"},
                            {"credential",
                             {{"method", "access_key"},
                              {"access_key_id", "AKIAIOSFODNN7EXAMPLE"},
                              {"secret_access_key", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}}}};
    add_account(settings, body);
    try {
        add_account(settings, body);
        FAIL() << "the name is taken";
    } catch (const Error& refused) {
        EXPECT_EQ(refused.fault(), Fault::conflict);
    }
    try {
        add_account(settings, {{"name", "staging"}, {"credentials", "a slip of the pen"}});
        FAIL() << "a body that the API refuses";
    } catch (const Error& refused) {
        EXPECT_EQ(refused.fault(), Fault::invalid);
        EXPECT_FALSE(refused.fields().empty());
    }
}

TEST_F(Administration, rotates_the_master_key_and_verifies_the_log) {
    const auto report = rotate_master_key(settings);
    EXPECT_EQ(report.removed.size(), 1u);
    EXPECT_FALSE(report.resumed);
    const auto verified = verify_audit(settings);
    EXPECT_EQ(verified.events, 2) << "user.created and master_key.rotated";
    EXPECT_FALSE(verified.broken_at);
}

}  // namespace
}  // namespace certwright::app
