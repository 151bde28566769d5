#include "lifecycle/certificate_list.hpp"

#include "lifecycle/certificate_row.hpp"
#include "repository_fixture.hpp"
#include "store/migrator.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

using Names = std::vector<std::string>;

Names sorted(Names names) {
    std::ranges::sort(names);
    return names;
}

struct ListTest : RepositoryFixture {
    using Filters = std::vector<std::pair<std::string, std::string>>;

    std::vector<std::string> list(const Filters& filters, const std::string& sort = "name",
                                  std::size_t limit = 2) {
        std::vector<std::string> names;
        const auto filter = CertificateFilter::parse(filters);
        database->read([&](store::Connection& connection) {
            const CertificateSelection selection{connection, filter, clock.now()};
            std::optional<CertificateCursor> after;
            do {
                const auto page =
                    list_certificates(connection, selection, CertificateSort::parse(sort), after, limit);
                for (const Certificate& row : page.rows) names.push_back(row.settings.name);
                after = page.next;
            } while (after);
            const auto size = static_cast<std::int64_t>(names.size());
            EXPECT_EQ(count_certificates(connection, selection), size);
            EXPECT_EQ(count_by_condition(connection, filter), size) << "SQL alone finds something else";
        });
        return names;
    }
    std::int64_t count_by_condition(store::Connection& connection, const CertificateFilter& filter) {
        store::Values values;
        const std::string condition = filter.to_sql(connection, clock.now(), values);
        return *connection.find(fmt::format("SELECT count(*) {} WHERE {}", certificate_tables, condition),
                                values, [](const store::Row& row) { return row.integer(0); });
    }
    void label(const std::string& name, const Settings& changed) {
        const Certificate certificate = get(name);
        Settings settings = changed;
        settings.name = name;
        database->write([&](store::Transaction& transaction) {
            repository.change(transaction, certificate.id, settings, std::nullopt, actor);
        });
    }
};

TEST_P(ListTest, pages_in_every_order) {
    add("b", make("1.example.com", "2029-01-01T00:00:00Z"));
    add("a", make("2.example.com", "2031-01-01T00:00:00Z"));
    add("C", make("3.example.com", "2030-01-01T00:00:00Z"));
    EXPECT_EQ(list({}, "name"), (Names{"a", "b", "C"}));
    EXPECT_EQ(list({}, "-name"), (Names{"C", "b", "a"}));
    EXPECT_EQ(list({}, "not_after"), (Names{"b", "C", "a"}));
    EXPECT_EQ(list({}, "-not_after"), (Names{"a", "C", "b"}));
    EXPECT_EQ(list({}, "domain_name"), (Names{"b", "a", "C"}));
    for (const std::string_view field : CertificateSort::fields())
        for (const std::string sign : {"", "-"})
            EXPECT_EQ(sorted(list({}, sign + std::string{field}, 1)), (Names{"C", "a", "b"})) << field;
}

TEST_P(ListTest, filters_by_what_is_known) {
    const Made shop = make("shop.example.com", "2030-01-01T00:00:00Z");
    add("shop", shop);
    add("wild", make("*.example.com", "2031-01-01T00:00:00Z"), /*with_key=*/false);
    label("shop", {.owner = "Payments", .description = "till", .tags = {{"env", "prod"}}});
    EXPECT_EQ(list({{"name", "SH"}}), (Names{"shop"}));
    EXPECT_EQ(list({{"domain", "example"}}), (Names{"shop", "wild"}));
    EXPECT_EQ(list({{"domain", "=shop.example.com"}}), (Names{"shop", "wild"}));
    EXPECT_EQ(list({{"domain", "=www.shop.example.com"}}), Names{});
    EXPECT_EQ(list({{"owner", "Payments"}}), (Names{"shop"}));
    EXPECT_EQ(list({{"owner", "!Payments"}}), (Names{"wild"}));
    EXPECT_EQ(list({{"tag", "env"}}), (Names{"shop"}));
    EXPECT_EQ(list({{"tag", "env=test"}}), Names{});
    EXPECT_EQ(list({{"has_key", "true"}}), (Names{"shop"}));
    EXPECT_EQ(list({{"has_key", "false"}}), (Names{"wild"}));
    EXPECT_EQ(list({{"key_algorithm", "EC_prime256v1"}}), (Names{"shop", "wild"}));
    EXPECT_EQ(list({{"fingerprint", x509::fingerprint_sha256(shop.der).substr(0, 12)}}), (Names{"shop"}));
    EXPECT_EQ(list({{"serial", get("wild").current.facts.serial}}), (Names{"wild"}));
    EXPECT_EQ(list({{"issuer", "root"}}), (Names{"shop", "wild"}));
    for (const char* text : {"till", "payments", "prod", "shop"})
        EXPECT_EQ(list({{"q", text}}), (Names{"shop"})) << text;
    EXPECT_EQ(list({{"q", "o'; DROP TABLE certificates; --"}}), Names{});
}

TEST_P(ListTest, refuses_what_it_does_not_know_with_the_property) {
    for (const auto& [property, value] : ListTest::Filters{{"color", "red"},
                                                           {"has_key", "maybe"},
                                                           {"expires_within", "-1"},
                                                           {"expired", ""},
                                                           {"q", std::string(513, 'x')}}) {
        try {
            CertificateFilter::parse({{property, value}});
            ADD_FAILURE() << property;
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::invalid);
            EXPECT_EQ(error.fields().front().field, property);
        }
    }
    EXPECT_THROW(CertificateSort::parse("color"), Error);
}

TEST_P(ListTest, windows_of_expiry_go_by_the_clock) {
    add("soon", make("soon.example.com", format_rfc3339(clock.now() + std::chrono::days{10})));
    add("late", make("late.example.com", format_rfc3339(clock.now() + std::chrono::days{100})));
    EXPECT_EQ(list({{"expires_within", "30"}}), (Names{"soon"}));
    EXPECT_EQ(list({{"expired", "true"}}), Names{});
    clock.advance(std::chrono::days{11});
    EXPECT_EQ(list({{"expires_within", "30"}}), Names{});
    EXPECT_EQ(list({{"expired", "true"}}), (Names{"soon"}));
}

TEST_P(ListTest, follows_what_changes_and_what_goes) {
    add("shop", make("shop.example.com"));
    add("mail", make("mail.example.com"), /*with_key=*/false);
    label("shop", {.owner = "Payments", .description = "Till", .tags = {{"env", "prod"}, {"team", "Blue"}}});
    EXPECT_EQ(list({{"q", "blue"}}), (Names{"shop"}));
    label("shop", {.owner = "Web", .tags = {{"env", "test"}}});
    EXPECT_EQ(list({{"q", "blue"}}), Names{});
    EXPECT_EQ(list({{"q", "till"}}), Names{});
    EXPECT_EQ(list({{"q", "WEB"}}), (Names{"shop"}));
    EXPECT_EQ(list({{"q", "test"}}), (Names{"shop"}));
    EXPECT_EQ(list({{"q", "!test"}}), (Names{"mail"}));
    EXPECT_EQ(list({{"tag", "env=test"}}), (Names{"shop"}));
    EXPECT_EQ(list({{"tag", "env=prod"}}), Names{});
    EXPECT_EQ(list({{"tag", "team"}}), Names{});
    EXPECT_EQ(list({{"tag", "!env"}}), (Names{"mail"}));
    bring(get("shop").id, make("store.example.com"));
    EXPECT_EQ(list({{"domain", "shop"}}), Names{});
    EXPECT_EQ(list({{"domain", "store"}, {"q", "!nowhere"}}), (Names{"shop"}));
    EXPECT_EQ(list({{"has_key", "!true"}, {"expired", "false"}, {"issuer", "root"}}), (Names{"mail"}));
    EXPECT_EQ(list({{"origin", "uploaded"}, {"name", "!mail"}}), (Names{"shop"}));
    database->write(
        [&](store::Transaction& tx) { tx->execute("DELETE FROM certificates WHERE name = 'shop'"); });
    EXPECT_EQ(list({{"q", "example"}}), (Names{"mail"}));
    EXPECT_EQ(list({{"domain", "store"}}), Names{});
    EXPECT_EQ(list({{"tag", "env"}}), Names{});
}

TEST_P(ListTest, searches_notes_and_fields_too) {
    add("shop", make("shop.example.com"));
    add("mail", make("mail.example.com"));
    label("shop", {.notes = "Behind the Blue balancer", .fields = {{"Ticket", "OPS-42"}}});
    for (const char* text : {"blue balancer", "ticket", "ops-42"})
        EXPECT_EQ(list({{"q", text}}), (Names{"shop"})) << text;
    label("shop", {.notes = "none", .fields = {{"Ticket", "OPS-43"}}});
    EXPECT_EQ(list({{"q", "blue"}}), Names{});
    EXPECT_EQ(list({{"q", "ops-42"}}), Names{});
    EXPECT_EQ(list({{"q", "ops-43"}}), (Names{"shop"}));
}

TEST_P(ListTest, finds_international_names_as_they_are_written) {
    add("books", make("xn--bcher-kva.example.com"));
    add("mail", make("mail.example.com"));
    for (const char* name : {"bücher.example.com", "BÜCHER", "=bücher.example.com", "xn--bcher"})
        EXPECT_EQ(list({{"domain", name}}), (Names{"books"})) << name;
    EXPECT_EQ(list({{"q", "bücher"}}), (Names{"books"}));
    EXPECT_EQ(list({{"domain", "!bücher"}}), (Names{"mail"}));
    label("mail", {.description = "bücher"});
    EXPECT_EQ(list({{"q", "bücher"}}), (Names{"books", "mail"})) << "it may be a word as well";
}

/// Around the number of matches up to which they are looked up one by one.
TEST_P(ListTest, pages_through_few_matches_and_many_alike) {
    const Made made = make("one.example.com");
    for (int i = 0; i < 503; ++i) add(fmt::format("crowd-{}", i), made);
    for (const std::string order : {"name", "-not_after", "owner"}) {
        EXPECT_EQ(
            list({{"q", "crowd"}, {"name", "!crowd-500"}, {"name", "!crowd-501"}, {"name", "!crowd-502"}},
                 order, 100)
                .size(),
            500)
            << order;
        EXPECT_EQ(list({{"q", "crowd"}}, order, 100).size(), 503) << order;
    }
}

/// An installation from before the texts and numbers of the repository were kept.
struct OlderRepository : test::DatabaseTest {
    OlderRepository() {
        auto migrations = store::embedded_migrations();
        std::erase_if(migrations, [](const store::Migration& one) { return one.number > 20; });
        store::migrate(*database, migrations);
        database->write([](store::Transaction& tx) {
            tx->execute(
                "INSERT INTO certificates (id, name, name_key, owner, description, notes, revision, "
                "created_at, "
                "updated_at, renew_when_left) VALUES ('cer_1', 'Shop', 'shop', 'Web', '', '', 7, 1, 2, 20)");
            tx->execute(
                "INSERT INTO certificate_versions (id, certificate, number, origin, is_current, "
                "fingerprint_sha256, spki_sha256, serial, subject, issuer, domain_name, names, names_sha256, "
                "key_algorithm, signature_algorithm, not_before, not_after, is_ca, is_self_signed, chain, "
                "reaches_root, created_by, created_at) VALUES ('ver_1', 'cer_1', 1, 'uploaded', TRUE, 'ab', "
                "'cd', "
                "'01', 'CN=a', 'CN=root', 'a.example.com', '[]', 'ef', 'RSA_2048', 'sha256', 0, 9, FALSE, "
                "FALSE, "
                "'[]', FALSE, 'x', 0)");
            tx->execute(
                "INSERT INTO certificate_names (certificate, name) VALUES ('cer_1', 'a.example.com')");
            tx->execute(
                "INSERT INTO certificate_tags (certificate, tag_key, tag_value) VALUES ('cer_1', 'env', "
                "'prod')");
        });
    }
};

TEST_P(OlderRepository, loses_nothing_and_is_searched_like_a_new_one_after_the_upgrade) {
    store::migrate(*database, store::embedded_migrations());
    database->read([](store::Connection& connection) {
        for (const std::vector<std::pair<std::string, std::string>>& filters :
             {ListTest::Filters{{"q", "PROD"}},
              {{"domain", "example"}},
              {{"tag", "env=prod"}},
              {{"key_algorithm", "RSA_2048"}}}) {
            const CertificateSelection selection{connection, CertificateFilter::parse(filters), Time{}};
            const auto page = list_certificates(connection, selection, {}, std::nullopt, 10);
            ASSERT_EQ(page.rows.size(), 1) << filters.front().first;
            EXPECT_EQ(page.rows.front().revision, 7);
            EXPECT_EQ(page.rows.front().settings.renewal.when_left, 20);
        }
    });
    // Foreign keys hold again, and lead to the table that was made anew.
    database->write([](store::Transaction& tx) { tx->execute("DELETE FROM certificates"); });
    database->read([&](store::Connection& connection) {
        std::vector<std::string> tables{"certificate_versions", "certificate_names", "certificate_tags"};
        if (GetParam() == store::Dialect::sqlite)
            tables.insert(tables.end(), {"certificate_texts", "certificate_tag_numbers"});
        for (const std::string& table : tables)
            EXPECT_EQ(*connection.find("SELECT count(*) FROM " + table, {},
                                       [](const store::Row& row) { return row.integer(0); }),
                      0)
                << table;
    });
}

INSTANTIATE_ON_BOTH_DATABASES(OlderRepository);
INSTANTIATE_ON_BOTH_DATABASES(ListTest);

}  // namespace
}  // namespace certwright::lifecycle
