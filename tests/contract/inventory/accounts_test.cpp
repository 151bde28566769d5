#include "inventory/accounts.hpp"

#include "base/error.hpp"
#include "support/database.hpp"
#include "support/fake_clock.hpp"
#include "support/temp_directory.hpp"
#include "vault/local_key_wrapper.hpp"

#include <gtest/gtest.h>

namespace certwright::inventory {
namespace {

struct AccountStore : test::MigratedDatabaseTest {
    test::FakeClock clock;
    audit::Log log{clock};
    test::TempDirectory keys;
    vault::LocalKeyWrapper wrapper{vault::KeyFile{keys.path() / "master.key"},
                                   vault::LocalKeyWrapper::IfMissing::create};
    vault::Vault vault{wrapper, clock};
    Accounts accounts{vault, log, clock};

    static AccountSettings with_key(const std::string& key) {
        AccountSettings settings;
        settings.name = "demo";
        settings.credential.method = CredentialMethod::access_key;
        settings.credential.access_key_id = key;
        return settings;
    }
    static CredentialSecrets secrets(const char* secret, const char* token = nullptr) {
        CredentialSecrets given;
        given.secret_access_key.emplace(std::string{secret});
        if (token) given.session_token.emplace(std::string{token});
        return given;
    }
    AccountId add(const AccountSettings& settings, const CredentialSecrets& given) {
        return database->write(
            [&](store::Transaction& transaction) { return accounts.add(transaction, settings, given, {}); });
    }
    void change(const AccountId& id, const AccountSettings& settings, const CredentialSecrets& given) {
        database->write([&](store::Transaction& transaction) {
            accounts.change(transaction, id, settings, given, std::nullopt, {});
        });
    }
    std::string token_of(const AccountId& id) {
        return database->read([&](store::Connection& connection) {
            return std::string{accounts.session_token(connection, id).reveal()};
        });
    }
};

/// The field that the settings are refused for; empty when they are taken.
std::string refused_for(const AccountSettings& settings) {
    try {
        check_settings(settings, /*has_secret=*/true);
    } catch (const Error& error) {
        return error.fields().front().field;
    }
    return {};
}

TEST_P(AccountStore, forgets_the_session_token_with_the_key_it_belonged_to) {
    const AccountId id = add(with_key("ASIAOLD"), secrets("old", "token"));
    EXPECT_EQ(token_of(id), "token");
    change(id, with_key("ASIAOLD"), {});
    EXPECT_EQ(token_of(id), "token") << "what is not named stays";
    change(id, with_key("AKIANEW"), secrets("new"));
    EXPECT_EQ(token_of(id), "");
}

TEST_P(AccountStore, takes_no_new_key_id_for_an_old_secret) {
    const AccountId id = add(with_key("AKIAOLD"), secrets("old"));
    EXPECT_THROW(change(id, with_key("AKIANEW"), {}), Error);
    EXPECT_NO_THROW(change(id, with_key("AKIANEW"), secrets("new")));
}

INSTANTIATE_ON_BOTH_DATABASES(AccountStore);

TEST(AccountSettings, that_cannot_work_in_their_partition_are_refused) {
    AccountSettings settings;
    settings.name = "demo";
    settings.credential.method = CredentialMethod::role;
    settings.credential.role_arn = "arn:aws:iam::123456789012:role/Certwright";
    EXPECT_EQ(refused_for(settings), "");
    settings.partition = "aws-cn";
    EXPECT_EQ(refused_for(settings), "credential.role_arn");
    settings.credential.role_arn = "arn:aws-cn:iam::123456789012:role/path/Certwright";
    EXPECT_EQ(refused_for(settings), "");
    settings.fips = true;
    EXPECT_EQ(refused_for(settings), "fips");
}

}  // namespace
}  // namespace certwright::inventory
