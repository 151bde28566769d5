#include "store/migrator.hpp"
#include "support/database.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace certwright::lifecycle {
namespace {

using Texts = std::vector<std::string>;

constexpr int before_issuers = 16;  // 0017_issuers.sql gives what was signed to its issuers

constexpr std::string_view insert_certificate = R"(
    INSERT INTO certificates (id, name, name_key, owner, description, notes, revision, created_at, updated_at)
    VALUES ($1, $1, $1, '', '', '', 1, 1, 1))";
constexpr std::string_view insert_version = R"(
    INSERT INTO certificate_versions (id, certificate, number, origin, is_current, fingerprint_sha256, spki_sha256, serial,
        subject, issuer, domain_name, names, names_sha256, key_algorithm, signature_algorithm, not_before, not_after, is_ca,
        is_self_signed, chain, reaches_root, created_by, created_at)
    VALUES ($1, $2, 1, 'uploaded', TRUE, $3, $4, '01', $5, '', '', '[]', '', '', '', 1, 2, TRUE, FALSE, '[]', TRUE, '', 1))";
constexpr std::string_view insert_signed = R"(
    INSERT INTO issued_certificates (authority, authority_spki, serial, fingerprint_sha256, subject, names, not_after,
        created_by, created_at, revoked_at, reason)
    VALUES ($1, $2, $3, $4, 'CN=leaf', '[]', 2, '', 1, 2, 'KEY_COMPROMISE'))";
constexpr std::string_view insert_list = R"(
    INSERT INTO revocation_lists (authority, authority_spki, number, this_update, next_update, revoked, pem)
    VALUES ($1, $2, $3, 1, 2, 1, $4))";

struct IssuerMigration : test::DatabaseTest {
    void fill(store::Transaction& transaction) {
        for (const char* id : {"one", "twin"}) {
            transaction->execute(insert_certificate, {id});
            transaction->execute(insert_version, {std::string{"v"} + id, id, "ca", "ca-key", "CN=Root"});
        }
        transaction->execute(insert_certificate, {"leaf"});
        transaction->execute(insert_version, {"vleaf", "leaf", "leaf", "leaf-key", "CN=leaf"});
        transaction->execute(insert_signed, {"one", "ca-key", "0a", "leaf"});
        transaction->execute(insert_signed, {"twin", "ca-key", "0b", "elsewhere"});
        for (int number = 1; number <= 3; ++number)
            transaction->execute(insert_list, {"one", "ca-key", number, "list"});
        transaction->execute(insert_list, {"twin", "ca-key", 1, "older"});
    }
    Texts rows(std::string_view sql) {
        return database->read([&](store::Connection& connection) {
            return connection.list(sql, {}, [](const store::Row& row) { return row.text(0); });
        });
    }
};

TEST_P(IssuerMigration, gives_what_was_signed_and_the_latest_list_to_name_and_key) {
    auto migrations = store::embedded_migrations();
    std::erase_if(migrations, [](const auto& migration) { return migration.number > before_issuers; });
    store::migrate(*database, migrations);
    database->write([&](store::Transaction& transaction) { fill(transaction); });
    store::migrate(*database, store::embedded_migrations());
    EXPECT_EQ(
        rows("SELECT issuer || '/' || issuer_spki || '/' || serial || '/' || spki_sha256 || '/' || reason "
             "FROM issued_certificates ORDER BY serial"),
        (Texts{"CN=Root/ca-key/0a/leaf-key/KEY_COMPROMISE", "CN=Root/ca-key/0b//KEY_COMPROMISE"}));
    EXPECT_EQ(rows("SELECT pem FROM revocation_lists WHERE number = 3 AND issuer = 'CN=Root'"),
              (Texts{"list"}));
    EXPECT_EQ(rows("SELECT pem FROM revocation_lists").size(), 1u);
}

INSTANTIATE_ON_BOTH_DATABASES(IssuerMigration);

}  // namespace
}  // namespace certwright::lifecycle
