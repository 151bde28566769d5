#include "base/error.hpp"
#include "base/json.hpp"
#include "inventory/certificate_list.hpp"
#include "inventory/sweep.hpp"
#include "inventory/text_block.hpp"
#include "store/migrator.hpp"
#include "support/database.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

namespace certwright::inventory {
namespace {

using Filter = std::vector<std::pair<std::string, std::string>>;
using Ids = std::vector<std::string>;

constexpr std::string_view insert_account = R"(
    INSERT INTO accounts (id, name, name_key, aws_partition, method, regions, fips, enabled, version, created_at, updated_at)
    VALUES ('acc_1', 'Demo', 'demo', 'aws', 'default_chain', '[]', FALSE, TRUE, 1, 0, 0))";
constexpr std::string_view insert_certificate = R"(
    INSERT INTO aws_certificates (id, account, arn, region, service, type, status, domain_name, names, key_algorithm,
        row_hash, details_state, pem_stale, first_seen_at, last_seen_at, last_changed_at)
    VALUES ($1, 'acc_1', $2, 'eu-west-1', 'acm', 'IMPORTED', $3, $4, $5, 'RSA_2048', '', 'complete', FALSE, 0, 0, 0))";
constexpr std::string_view insert_tag =
    "INSERT INTO aws_certificate_tags (certificate, tag_key, tag_value) VALUES ($1, $2, $3)";

void add_certificate_named(store::Transaction& tx, const std::string& id, const std::string& domain,
                           const std::vector<std::string>& names, const std::string& arn,
                           const std::string& status = "ISSUED") {
    tx->execute(insert_certificate,
                {id, arn, status, domain, boost::json::serialize(json::from_texts(names))});
    keep_names(tx, id, domain, names);
}

void add_the_few(store::Transaction& tx) {
    tx->execute(insert_account);
    add_certificate_named(tx, "crt_1", "www.shop.example.com", {"*.shop.example.com", "www.shop.example.com"},
                          "arn:One/100%");
    add_certificate_named(tx, "crt_2", "a.b.shop.example.com", {"a_b.example.net"}, "arn:two", "EXPIRED");
    add_certificate_named(tx, "crt_3", "O'Neil \"Jack\" \\ Söhne", {}, "arn:three");
    add_certificate_named(tx, "crt_4", "x", {"API.Example.ORG"}, "arn:four");
    tx->execute(insert_tag, {"crt_2", "Owner", "Payments=EU"});
    tx->execute(insert_tag, {"crt_2", "stage", "test"});
    tx->execute(insert_tag, {"crt_4", "Owner", "Größe*"});
}

Ids found(store::Database& database, const Filter& filter, std::size_t limit = 10'000) {
    Ids ids;
    database.read([&](store::Connection& connection) {
        const CertificateSelection selection{connection, CertificateFilter::parse(filter), Time{}};
        for (const auto& row : list_certificates(connection, selection, CertificateSort::parse("domain_name"),
                                                 std::nullopt, limit)
                                   .rows)
            ids.push_back(row.id);
        if (ids.size() < limit) {
            EXPECT_EQ(count_certificates(connection, selection), static_cast<std::int64_t>(ids.size()));
            EXPECT_EQ(total_certificates(connection, selection, Time{}).total,
                      static_cast<std::int64_t>(ids.size()));
        }
    });
    std::sort(ids.begin(), ids.end());
    return ids;
}

struct CertificateSearch : test::MigratedDatabaseTest {
    CertificateSearch() { database->write(add_the_few); }
    Ids ids(const Filter& filter) { return found(*database, filter); }
};

/// Each text that has a piece, by its certificate's number: one a row, and as the blocks have them.
using Texts = std::map<std::int64_t, std::string>;

Texts texts_by_row(store::Connection& connection, const std::string& column) {
    Texts texts;
    connection.query(fmt::format("SELECT number, {0} FROM aws_certificate_texts WHERE {0} <> ''", column),
                     store::Values{},
                     [&](const store::Row& row) { texts.emplace(row.integer(0), row.text(1)); });
    return texts;
}

Texts texts_by_block(store::Connection& connection, const std::string& table) {
    Texts texts;
    connection.query("SELECT block, texts FROM " + table, store::Values{}, [&](const store::Row& row) {
        look_through(row.text(1), "", [&](std::int64_t number, std::string_view text) {
            EXPECT_EQ(number / 16, row.integer(0)) << number << " is in a block that is not its own";
            EXPECT_TRUE(texts.emplace(number, text).second) << number << " is there twice";
        });
    });
    return texts;
}

void expect_blocks_as_texts(store::Database& database) {
    if (database.dialect() == store::Dialect::postgresql) return;
    database.read([](store::Connection& connection) {
        EXPECT_EQ(texts_by_block(connection, "aws_certificate_name_blocks"),
                  texts_by_row(connection, "names"));
        EXPECT_EQ(texts_by_block(connection, "aws_certificate_rest_blocks"),
                  texts_by_row(connection, "rest"));
    });
}

TEST_P(CertificateSearch, finds_any_part_of_a_name_however_short) {
    EXPECT_EQ(ids({{"name", "shop"}}), (Ids{"crt_1", "crt_2"}));
    EXPECT_EQ(ids({{"name", "x"}}), (Ids{"crt_1", "crt_2", "crt_4"}));
    EXPECT_EQ(ids({{"name", "ww"}}), (Ids{"crt_1"}));
    EXPECT_EQ(ids({{"name", "SHOP"}}), (Ids{"crt_1", "crt_2"}));
    EXPECT_EQ(ids({{"name", "api.example.org"}}), (Ids{"crt_4"}));
    EXPECT_EQ(ids({{"name", "nowhere"}}), Ids{});
}

TEST_P(CertificateSearch, takes_no_sign_in_a_text_for_anything_but_itself) {
    EXPECT_EQ(ids({{"name", "a_b"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"name", "%"}}), Ids{});
    EXPECT_EQ(ids({{"name", "'"}}), (Ids{"crt_3"}));
    EXPECT_EQ(ids({{"name", "\"jack\""}}), (Ids{"crt_3"}));
    EXPECT_EQ(ids({{"name", "\\"}}), (Ids{"crt_3"}));
    EXPECT_EQ(ids({{"name", "Söhne"}}), (Ids{"crt_3"}));
    EXPECT_EQ(ids({{"q", "100%"}}), (Ids{"crt_1"}));
    EXPECT_EQ(ids({{"q", "größe*"}}), (Ids{"crt_4"})) << "an asterisk is one in free text";
    EXPECT_EQ(ids({{"q", "a_b"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"q", "test\x1f"}}), Ids{}) << "no text reaches from one piece into the next";
    EXPECT_EQ(ids({{"name", "\x1f"}}), Ids{});
}

TEST_P(CertificateSearch, finds_international_names_as_they_are_written) {
    database->write([](store::Transaction& tx) {
        add_certificate_named(tx, "crt_5", "xn--bcher-kva.example.com", {}, "arn:five");
    });
    for (const char* name : {"bücher.example.com", "BÜCHER", "=bücher.example.com", "xn--bcher"})
        EXPECT_EQ(ids({{"name", name}}), (Ids{"crt_5"})) << name;
    EXPECT_EQ(ids({{"covers", "bücher.example.com"}}), (Ids{"crt_5"}));
    EXPECT_EQ(ids({{"q", "bücher"}}), (Ids{"crt_5"}));
}

TEST_P(CertificateSearch, finds_free_text_in_names_arn_and_tags) {
    EXPECT_EQ(ids({{"q", "ONE/"}}), (Ids{"crt_1"}));
    EXPECT_EQ(ids({{"q", "payments"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"q", "owner"}}), (Ids{"crt_2", "crt_4"}));
    EXPECT_EQ(ids({{"q", "q"}}), Ids{});
    EXPECT_EQ(ids({{"q", "arn:"}}), (Ids{"crt_1", "crt_2", "crt_3", "crt_4"}));
}

TEST_P(CertificateSearch, lets_an_asterisk_stand_for_one_label_in_front_and_for_anything_elsewhere) {
    EXPECT_EQ(ids({{"name", "*.shop.example.com"}}), (Ids{"crt_1"}));
    EXPECT_EQ(ids({{"name", "*.B.shop.example.com"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"name", "**.shop.example.com"}}), (Ids{"crt_1", "crt_2"}));
    EXPECT_EQ(ids({{"name", "*shop*"}}), (Ids{"crt_1", "crt_2"}));
    EXPECT_EQ(ids({{"name", "a*com"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"name", "a_*.net"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"name", "shop*"}}), Ids{});
    EXPECT_EQ(ids({{"name", "x*x"}}), Ids{}) << "one x is not two";
    EXPECT_EQ(ids({{"name", "a*b*c"}}), Ids{});
    EXPECT_EQ(ids({{"name", "*"}}), (Ids{"crt_1", "crt_2", "crt_3", "crt_4"}));
    EXPECT_EQ(ids({{"name", "o'neil*\\*hne"}}), (Ids{"crt_3"}));
}

TEST_P(CertificateSearch, joins_values_by_or_properties_by_and_and_leaves_out_what_is_negated) {
    EXPECT_EQ(ids({{"name", "shop"}, {"name", "api"}}), (Ids{"crt_1", "crt_2", "crt_4"}));
    EXPECT_EQ(ids({{"name", "=x"}, {"name", "a*com"}, {"name", "jack"}}), (Ids{"crt_2", "crt_3", "crt_4"}));
    EXPECT_EQ(ids({{"name", "!shop"}}), (Ids{"crt_3", "crt_4"}));
    EXPECT_EQ(ids({{"name", "!shop"}, {"name", "!api"}}), (Ids{"crt_3"}));
    EXPECT_EQ(ids({{"name", "shop"}, {"name", "!*.b.shop.example.com"}}), (Ids{"crt_1"}));
    EXPECT_EQ(ids({{"name", "shop"}, {"status", "EXPIRED"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"name", "shop"}, {"q", "!payments"}, {"covers", "www.shop.example.com"}}),
              (Ids{"crt_1"}));
    EXPECT_EQ(ids({{"tag", "!Owner"}}), (Ids{"crt_1", "crt_3"}));
    EXPECT_EQ(ids({{"q", "!arn"}}), Ids{});
}

TEST_P(CertificateSearch, knows_tags_by_key_and_by_value_exactly) {
    EXPECT_EQ(ids({{"tag", "Owner"}}), (Ids{"crt_2", "crt_4"}));
    EXPECT_EQ(ids({{"tag", "owner"}}), Ids{});
    EXPECT_EQ(ids({{"tag", "Owner=Payments=EU"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"tag", "Owner=Payments"}}), Ids{});
}

TEST_P(CertificateSearch, follows_what_changes_and_what_goes) {
    database->write([](store::Transaction& tx) {
        tx->execute(
            "UPDATE aws_certificates SET domain_name = 'new.example.com', names = '[]' WHERE id = 'crt_1'");
        keep_names(tx, "crt_1", "new.example.com", {});
        tx->execute("UPDATE aws_certificates SET arn = 'arn:five' WHERE id = 'crt_2'");
        tx->execute("DELETE FROM aws_certificate_tags WHERE tag_key = 'Owner' AND certificate = 'crt_2'");
        tx->execute("DELETE FROM aws_certificates WHERE id = 'crt_4'");
    });
    expect_blocks_as_texts(*database);
    EXPECT_EQ(ids({{"name", "shop"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"name", "new"}}), (Ids{"crt_1"}));
    EXPECT_EQ(ids({{"q", "two"}}), Ids{});
    EXPECT_EQ(ids({{"q", "five"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"q", "payments"}}), Ids{});
    EXPECT_EQ(ids({{"q", "stage"}}), (Ids{"crt_2"}));
    EXPECT_EQ(ids({{"tag", "Owner"}}), Ids{});
    EXPECT_EQ(ids({{"tag", "!Owner"}}), (Ids{"crt_1", "crt_2", "crt_3"}));
    database->write([](store::Transaction& tx) { tx->execute("DELETE FROM accounts"); });
    EXPECT_EQ(ids({{"q", "!nowhere"}}), Ids{});
    if (GetParam() == store::Dialect::postgresql) return;
    for (const std::string table : {"aws_certificate_texts", "aws_certificate_tag_numbers",
                                    "aws_certificate_name_blocks", "aws_certificate_rest_blocks"})
        EXPECT_EQ(database->read([&](store::Connection& connection) {
            return connection.find("SELECT count(*) FROM " + table, {},
                                   [](const store::Row& row) { return row.integer(0); });
        }),
                  0)
            << table;
}

TEST_P(CertificateSearch, keeps_nothing_of_a_transaction_that_did_not_end) {
    const auto give_up = [](store::Transaction& tx) {
        add_certificate_named(tx, "crt_5", "five.example.com", {}, "arn:five");
        tx->execute(insert_tag, {"crt_5", "Owner", "nobody"});
        throw Error{Fault::conflict, "given up"};
    };
    EXPECT_THROW(database->write(give_up), Error);
    EXPECT_EQ(ids({{"q", "five"}}), Ids{});
    EXPECT_EQ(ids({{"q", "nobody"}}), Ids{});
}

TEST_P(CertificateSearch, finds_each_of_many_that_come_change_and_go) {
    const auto name_of = [](int i) { return fmt::format("{}.crowd.example", i); };
    database->write([&](store::Transaction& tx) {
        for (int i = 100; i < 200; ++i) {
            add_certificate_named(tx, fmt::format("crt_{}", i), name_of(i), {}, fmt::format("arn:{}", i));
            tx->execute(insert_tag, {fmt::format("crt_{}", i), "Owner", fmt::format("team {}", i % 2)});
        }
    });
    expect_blocks_as_texts(*database);
    database->write([&](store::Transaction& tx) {
        for (int i = 100; i < 200; i += 7) {
            const std::string id = fmt::format("crt_{}", i);
            if (i % 2 == 0) {
                tx->execute("DELETE FROM aws_certificates WHERE id = $1", {id});
            } else {
                tx->execute("UPDATE aws_certificates SET names = $2 WHERE id = $1",
                            {id, R"(["also.example"])"});
                tx->execute("DELETE FROM aws_certificate_tags WHERE certificate = $1", {id});
            }
        }
    });
    expect_blocks_as_texts(*database);
    EXPECT_EQ(ids({{"name", "crowd"}}).size(), 92);
    EXPECT_EQ(ids({{"q", "team"}}).size(), 85);
    EXPECT_EQ(ids({{"name", "199.crowd"}}), (Ids{"crt_199"}));
}

/// Every combination of what several terms ask for, against what was put in: among all of it, and among so
/// few that each is looked up.
TEST_P(CertificateSearch, joins_columns_that_many_have_as_it_joins_any_others) {
    struct Row {
        std::string id, status, type;
        std::optional<bool> in_use;
        std::int64_t not_after;
    };
    std::vector<Row> rows;
    for (const std::string status : {"ISSUED", "EXPIRED", "SOMETHING_NEW"})
        for (const std::string type : {"IMPORTED", "PRIVATE"})
            for (const std::optional<bool> in_use : {std::optional<bool>{}, {true}, {false}})
                for (const std::int64_t not_after : {-1, 1})
                    rows.push_back({fmt::format("crt_k{:03}", rows.size()), status, type, in_use, not_after});
    database->write([&](store::Transaction& tx) {
        for (const Row& row : rows) {
            add_certificate_named(tx, row.id, row.id + ".kinds.example", {}, "arn:" + row.id, row.status);
            tx->execute(
                "UPDATE aws_certificates SET type = $2, in_use = $3, not_after = $4 WHERE id = $1",
                {row.id, row.type, row.in_use ? store::Value{*row.in_use} : store::Value{}, row.not_after});
        }
    });
    const auto expect_among = [&](const std::string& name, Filter filter,
                                  const std::function<bool(const Row&)>& holds) {
        Ids expected;
        for (const Row& row : rows)
            if ((row.id + ".kinds").find(name) != std::string::npos && holds(row)) expected.push_back(row.id);
        filter.emplace_back("name", name);
        EXPECT_EQ(ids(filter), expected) << ::testing::PrintToString(filter);
    };
    const auto expect = [&](const Filter& filter, const std::function<bool(const Row&)>& holds) {
        for (const char* name : {"kinds", "5.kinds", "0.kinds"}) expect_among(name, filter, holds);
    };
    for (const bool used : {true, false}) {
        const std::string in_use = used ? "true" : "false";
        expect({{"in_use", in_use}}, [&](const Row& row) { return row.in_use == used; });
        expect({{"in_use", "!" + in_use}}, [&](const Row& row) { return row.in_use != used; });
        expect({{"in_use", in_use}, {"status", "ISSUED"}},
               [&](const Row& row) { return row.in_use == used && row.status == "ISSUED"; });
        expect({{"in_use", in_use}, {"expired", "true"}, {"type", "!PRIVATE"}}, [&](const Row& row) {
            return row.in_use == used && row.not_after < 0 && row.type != "PRIVATE";
        });
        expect({{"in_use", "!" + in_use}, {"status", "!ISSUED"}},
               [&](const Row& row) { return row.in_use != used && row.status != "ISSUED"; });
    }
    expect({{"in_use", "true"}, {"in_use", "false"}, {"expires_within", "1"}},
           [](const Row& row) { return row.in_use && row.not_after > 0; });
    expect({{"status", "ISSUED"}, {"status", "SOMETHING_NEW"}, {"type", "IMPORTED"}, {"type", "PRIVATE"}},
           [](const Row& row) { return row.status != "EXPIRED"; });
    expect({{"type", "!IMPORTED"}, {"renewal_eligibility", "!ELIGIBLE"}},
           [](const Row& row) { return row.type == "PRIVATE"; });
}

/// Around the number of matches up to which they are looked up one by one.
TEST_P(CertificateSearch, pages_through_few_matches_and_many_alike) {
    database->write([](store::Transaction& tx) {
        for (int i = 0; i < 502; ++i) {
            const std::string id = fmt::format("crt_many{:03}", i);
            add_certificate_named(tx, id, fmt::format("{}.many.example", i * 7 % 502), {}, "arn:" + id,
                                  i < 499   ? "FEWER"
                                  : i < 500 ? "ONE"
                                  : i < 501 ? "TWO"
                                            : "THREE");
        }
    });
    Filter filter{{"name", "many"}, {"status", "FEWER"}};
    for (const std::string more : {"ONE", "TWO", "THREE"}) {
        filter.emplace_back("status", more);
        for (const std::string order : {"domain_name", "-status", "account"}) {
            Ids seen;
            std::optional<CertificateCursor> after;
            do {
                const auto page = database->read([&](store::Connection& connection) {
                    return list_certificates(connection,
                                             {connection, CertificateFilter::parse(filter), Time{}},
                                             CertificateSort::parse(order), after, 100);
                });
                for (const auto& row : page.rows) seen.push_back(row.id);
                after = page.next;
            } while (after);
            std::sort(seen.begin(), seen.end());
            EXPECT_EQ(seen, found(*database, filter)) << order;
            EXPECT_EQ(seen.size(), 498 + filter.size() - 1) << order;
        }
    }
}

/// An installation from before the texts and numbers were kept.
struct OlderDatabase : test::DatabaseTest {
    OlderDatabase() {
        auto migrations = store::embedded_migrations();
        std::erase_if(migrations, [](const store::Migration& one) { return one.number > 9; });
        store::migrate(*database, migrations);
        database->write(add_the_few);
    }
    std::int64_t count(const std::string& table) {
        return *database->read([&](store::Connection& connection) {
            return connection.find("SELECT count(*) FROM " + table, {},
                                   [](const store::Row& row) { return row.integer(0); });
        });
    }
};

TEST_P(OlderDatabase, loses_nothing_and_is_searched_like_a_new_one_after_the_upgrade) {
    const auto names = count("aws_certificate_names");
    store::migrate(*database, store::embedded_migrations());
    EXPECT_EQ(count("aws_certificates"), 4);
    EXPECT_EQ(count("aws_certificate_names"), names);
    EXPECT_EQ(count("aws_certificate_tags"), 3);
    EXPECT_EQ(found(*database, {{"name", "shop"}}), (Ids{"crt_1", "crt_2"}));
    EXPECT_EQ(found(*database, {{"name", "*.b.shop.example.com"}}), (Ids{"crt_2"}));
    EXPECT_EQ(found(*database, {{"q", "PAYMENTS"}}), (Ids{"crt_2"}));
    EXPECT_EQ(found(*database, {{"q", "größe*"}}), (Ids{"crt_4"}));
    EXPECT_EQ(found(*database, {{"tag", "Owner"}}), (Ids{"crt_2", "crt_4"}));
    // Foreign keys hold again, and lead to the table that was made anew.
    database->write([](store::Transaction& tx) { tx->execute("DELETE FROM accounts"); });
    EXPECT_EQ(count("aws_certificates") + count("aws_certificate_names") + count("aws_certificate_tags"), 0);
    EXPECT_THROW(database->write([](store::Transaction& tx) {
        tx->execute(insert_tag, {"crt_9", "a", "b"});
    }),
                 Error);
}

INSTANTIATE_ON_BOTH_DATABASES(CertificateSearch);
INSTANTIATE_ON_BOTH_DATABASES(OlderDatabase);

}  // namespace
}  // namespace certwright::inventory
