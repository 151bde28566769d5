#include "inventory/certificate_list.hpp"

#include "support/database.hpp"

#include <gtest/gtest.h>

namespace certwright::inventory {
namespace {

constexpr std::string_view add_account = R"(
    INSERT INTO accounts (id, name, name_key, aws_partition, method, regions, fips, enabled, version, created_at, updated_at)
    VALUES ('acc_1', 'Demo', 'demo', 'aws', 'default_chain', '[]', FALSE, TRUE, 1, 0, 0))";
constexpr std::string_view add_certificate = R"(
    INSERT INTO aws_certificates (id, account, arn, region, service, type, status, domain_name, names, key_algorithm,
        in_use, renewal_eligibility, issuer, not_after, missing_since, row_hash, details_state, pem_stale, first_seen_at,
        last_seen_at, last_changed_at)
    VALUES ($1, 'acc_1', $2, 'eu-west-1', 'acm', 'IMPORTED', 'ISSUED', $2, '[]', 'RSA_2048', TRUE, 'INELIGIBLE', $3, $4, $5,
        '', 'complete', FALSE, 0, 0, 0))";

/// Three certificates: expired, expiring within a week and missing, without a date.
struct CertificateList : test::MigratedDatabaseTest {
    const Time now = parse_rfc3339("2026-01-01T00:00:00Z");

    CertificateList() {
        database->write([&](store::Transaction& tx) {
            tx->execute(add_account);
            tx->execute(add_certificate, {"crt_1", "one", "CN=Amazon RSA", now - 24h, store::Value{}});
            tx->execute(add_certificate, {"crt_2", "two", "CN=Example CA", now + 24h, now});
            tx->execute(add_certificate, {"crt_3", "three", store::Value{}, store::Value{}, store::Value{}});
            tx->execute("INSERT INTO aws_certificate_tags VALUES ('crt_3', 'Owner', 'Payments')");
        });
    }

    std::vector<std::string> ids(const std::vector<std::pair<std::string, std::string>>& filter) {
        return database->read([&](store::Connection& connection) {
            std::vector<std::string> found;
            for (const auto& row :
                 list_certificates(connection, {connection, CertificateFilter::parse(filter), now}, {},
                                   std::nullopt, 10)
                     .rows)
                found.push_back(row.id);
            return found;
        });
    }
};

using Ids = std::vector<std::string>;

TEST_P(CertificateList, goes_through_every_order_without_losing_or_repeating_a_row) {
    for (const std::string_view field : CertificateSort::fields()) {
        for (const std::string& text : {std::string{field}, "-" + std::string{field}}) {
            database->read([&](store::Connection& connection) {
                const auto sort = CertificateSort::parse(text);
                Ids seen;
                std::optional<CertificateCursor> after;
                do {
                    const auto page = list_certificates(connection, {connection, {}, now}, sort, after, 1);
                    for (const auto& row : page.rows) seen.push_back(row.id);
                    after = page.next;
                } while (after && seen.size() < 9);
                const auto whole =
                    list_certificates(connection, {connection, {}, now}, sort, std::nullopt, 10);
                ASSERT_EQ(whole.rows.size(), 3U) << text;
                EXPECT_EQ(seen, (Ids{whole.rows[0].id, whole.rows[1].id, whole.rows[2].id})) << text;
            });
        }
    }
}

TEST_P(CertificateList, takes_what_has_no_date_for_never_expiring) {
    EXPECT_EQ(ids({{"expired", "true"}}), (Ids{"crt_1"}));
    EXPECT_EQ(ids({{"expired", "false"}}), (Ids{"crt_2", "crt_3"}));
    EXPECT_EQ(ids({{"expires_within", "7"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"expires_within", "!7"}}), (Ids{"crt_1", "crt_3"}));
}

TEST_P(CertificateList, finds_by_issuer_text_and_absence) {
    EXPECT_EQ(ids({{"issuer", "amazon"}}), (Ids{"crt_1"}));
    EXPECT_EQ(ids({{"issuer", "!amazon"}}), (Ids{"crt_2", "crt_3"}));
    EXPECT_EQ(ids({{"missing", "true"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"missing", "!true"}}), (Ids{"crt_1", "crt_3"}));
    EXPECT_EQ(ids({{"q", "payments"}}), (Ids{"crt_3"}));
    EXPECT_EQ(ids({{"q", "WO"}}), (Ids{"crt_2"})) << "part of an ARN";
    EXPECT_EQ(ids({{"q", "nowhere"}}), Ids{});
}

TEST_P(CertificateList, totals_each_certificate_once) {
    const auto totals = database->read([&](store::Connection& connection) {
        return total_certificates(connection, {connection, {}, now}, now);
    });
    EXPECT_EQ(totals.total, 3);
    EXPECT_EQ(totals.expired, 1);
    EXPECT_EQ(totals.within_7_days, 1);
    EXPECT_EQ(totals.within_30_days + totals.within_60_days + totals.within_90_days + totals.later, 0);
    EXPECT_EQ(totals.no_expiry, 1);
    EXPECT_EQ(totals.missing, 1);
    EXPECT_EQ(totals.not_renewing, 1);
    EXPECT_EQ(totals.in_use, 3);
}

INSTANTIATE_ON_BOTH_DATABASES(CertificateList);

}  // namespace
}  // namespace certwright::inventory
