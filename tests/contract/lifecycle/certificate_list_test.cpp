#include "lifecycle/certificate_list.hpp"

#include "repository_fixture.hpp"

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
            std::optional<CertificateCursor> after;
            do {
                const auto page = list_certificates(connection, filter, CertificateSort::parse(sort), after,
                                                    limit, clock.now());
                for (const Certificate& row : page.rows) names.push_back(row.settings.name);
                after = page.next;
            } while (after);
            EXPECT_EQ(count_certificates(connection, filter, clock.now()),
                      static_cast<std::int64_t>(names.size()));
        });
        return names;
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

INSTANTIATE_ON_BOTH_DATABASES(ListTest);

}  // namespace
}  // namespace certwright::lifecycle
