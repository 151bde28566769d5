#include "repository_fixture.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using Texts = std::vector<std::string>;

struct RepositoryTest : RepositoryFixture {};

TEST_P(RepositoryTest, keeps_a_certificate_with_what_it_says_and_its_key) {
    const Made shop = make("Shop.Example.com");
    const Certificate kept = add("shop", shop);
    EXPECT_EQ(kept.settings.name, "shop");
    EXPECT_EQ(kept.current.number, 1);
    EXPECT_TRUE(kept.current.is_current);
    EXPECT_TRUE(kept.current.has_key);
    EXPECT_TRUE(kept.current.reaches_root);
    EXPECT_EQ(kept.current.facts.names, (Texts{"shop.example.com"}));
    EXPECT_EQ(kept.current.facts.fingerprint_sha256, x509::fingerprint_sha256(shop.der));
    EXPECT_EQ(kept.current.issuers, (Texts{x509::fingerprint_sha256(authority.certificate)}));
    EXPECT_EQ(get("SHOP").id, kept.id) << "names are found in any case";
    const auto opened = database->read([&](store::Connection& connection) {
        return keys.open(connection, shop.key.spki_sha256()).spki_sha256();
    });
    EXPECT_EQ(opened, shop.key.spki_sha256());
    EXPECT_EQ(actions(), (Texts{"certificate.created"}));
}

TEST_P(RepositoryTest, refuses_a_key_of_another_certificate_and_keeps_nothing) {
    const Made shop = make("shop.example.com");
    const Made other = make("other.example.com");
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  repository.add(transaction, named("shop"), {.leaf = shop.der, .key = &other.key}, actor);
              }),
              Fault::invalid);
    EXPECT_EQ(count("SELECT count(*) FROM certificates"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM private_keys"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM secrets"), 0);
}

TEST_P(RepositoryTest, refuses_a_name_that_is_taken_in_whatever_case) {
    add("shop", make("shop.example.com"));
    const Made other = make("other.example.com");
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  repository.add(transaction, named("SHOP"), version_of(other), actor);
              }),
              Fault::conflict);
}

TEST_P(RepositoryTest, a_later_version_becomes_the_current_one_and_is_announced) {
    const Certificate first = add("shop", make("shop.example.com", "2027-01-01T00:00:00Z"));
    std::vector<std::string> renewed;
    repository.on_renewed([&](store::Transaction&, const Certificate& certificate) {
        renewed.push_back(certificate.current.facts.fingerprint_sha256);
    });
    const Made next = make("www.example.com", "2028-01-01T00:00:00Z");
    const Arrival arrival = bring(first.id, next);
    EXPECT_TRUE(arrival.is_new);
    EXPECT_TRUE(arrival.is_current);
    EXPECT_EQ(arrival.version.number, 2);
    EXPECT_EQ(renewed, (Texts{x509::fingerprint_sha256(next.der)}));
    const Certificate now = get("shop");
    EXPECT_EQ(now.current.number, 2);
    EXPECT_EQ(now.version_count, 2);
    EXPECT_GT(now.revision, first.revision);
    EXPECT_EQ(count("SELECT count(*) FROM certificate_names WHERE name = 'www.example.com'"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM certificate_names WHERE name = 'shop.example.com'"), 0);
}

TEST_P(RepositoryTest, an_older_version_is_kept_beside_the_current_one) {
    const Certificate first = add("shop", make("shop.example.com", "2028-01-01T00:00:00Z"));
    bool announced = false;
    repository.on_renewed([&](store::Transaction&, const Certificate&) { announced = true; });
    const Arrival arrival = bring(first.id, make("shop.example.com", "2027-01-01T00:00:00Z"));
    EXPECT_TRUE(arrival.is_new);
    EXPECT_FALSE(arrival.is_current);
    EXPECT_FALSE(announced);
    EXPECT_EQ(get("shop").current.number, 1);
}

TEST_P(RepositoryTest, the_same_certificate_again_changes_nothing_but_may_bring_its_key) {
    const Made shop = make("shop.example.com");
    const Certificate first = add("shop", shop, /*with_key=*/false);
    EXPECT_FALSE(first.current.has_key);
    const Arrival again = bring(first.id, shop, /*with_key=*/false);
    EXPECT_FALSE(again.is_new);
    EXPECT_EQ(get("shop").revision, first.revision);
    const Arrival with_key = bring(first.id, shop);
    EXPECT_FALSE(with_key.is_new);
    EXPECT_TRUE(with_key.has_new_key);
    EXPECT_TRUE(get("shop").current.has_key);
    EXPECT_EQ(actions(), (Texts{"certificate.created", "certificate.key_added"}));
}

TEST_P(RepositoryTest, a_certificate_that_came_without_its_chain_gets_it_later) {
    const Made shop = make("shop.example.com");
    NewVersion alone = version_of(shop);
    alone.issuers.clear();
    alone.reaches_root = false;
    database->write([&](store::Transaction& tx) { repository.add(tx, named("shop"), alone, actor); });
    const auto id = get("shop").id;
    EXPECT_TRUE(bring(id, shop).has_new_chain);
    EXPECT_EQ(get("shop").current.issuers.size(), 1U);
    EXPECT_TRUE(get("shop").current.reaches_root);
    EXPECT_FALSE(bring(id, shop).has_new_chain);
    EXPECT_EQ(actions(), (Texts{"certificate.created", "certificate.chain_added"}));
}

TEST_P(RepositoryTest, an_older_version_can_be_made_the_current_one_again) {
    const Certificate first = add("shop", make("shop.example.com", "2027-01-01T00:00:00Z"));
    bring(first.id, make("shop.example.com", "2028-01-01T00:00:00Z"));
    std::vector<std::int64_t> renewed;
    repository.on_renewed([&](store::Transaction&, const Certificate& certificate) {
        renewed.push_back(certificate.current.number);
    });
    database->write(
        [&](store::Transaction& transaction) { repository.restore(transaction, first.id, 1, actor); });
    EXPECT_EQ(get("shop").current.number, 1);
    EXPECT_EQ(renewed, std::vector<std::int64_t>{1});
    EXPECT_EQ(count("SELECT count(*) FROM certificate_versions WHERE is_current"), 1);
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  repository.restore(transaction, first.id, 3, actor);
              }),
              Fault::not_found);
}

TEST_P(RepositoryTest, going_back_to_what_is_due_for_renewal_ends_its_automatic_renewal) {
    const Certificate first = add("shop", make("shop.example.com", "2027-01-01T00:00:00Z"));
    bring(first.id, make("shop.example.com", "2048-01-01T00:00:00Z"));
    bring(first.id, make("shop.example.com", "2049-01-01T00:00:00Z"));
    Settings settings = first.settings;
    settings.renewal = {true, 33, false};
    const auto restore = [&](std::int64_t number) {
        return database->write([&](store::Transaction& transaction) {
            repository.change(transaction, first.id, settings, std::nullopt, actor);
            return repository.restore(transaction, first.id, number, actor);
        });
    };
    clock.wait_until(parse_rfc3339("2026-12-31T00:00:00Z"), {});
    EXPECT_TRUE(restore(2).settings.renewal.is_on);
    EXPECT_FALSE(restore(1).settings.renewal.is_on);
    EXPECT_EQ(std::ranges::count(actions(), std::string{"certificate.automatic_renewal_ended"}), 1);
}

TEST_P(RepositoryTest, a_key_is_told_of_wherever_it_was_waited_for) {
    const Made shop = make("shop.example.com");
    add("shop", shop, /*with_key=*/false);
    Texts supplied;
    repository.on_supplied([&](store::Transaction&, const Certificate& certificate) {
        supplied.push_back(certificate.settings.name);
    });
    auto described = test::server_template("store.example.com");
    const Bytes other = x509::sign_certificate(described, shop.key.public_key_der(), authority.issuer());
    const NewVersion same_key{
        .leaf = other, .issuers = {authority.certificate}, .reaches_root = true, .key = &shop.key};
    database->write([&](store::Transaction& transaction) {
        repository.add(transaction, named("store"), same_key, actor);
    });
    EXPECT_EQ(supplied, Texts{"shop"});
    EXPECT_TRUE(holds_key(shop));
    bring(get("shop").id, shop);
    EXPECT_EQ(supplied, Texts{"shop"}) << "it is known by now";
}

TEST_P(RepositoryTest, a_key_goes_with_the_last_certificate_that_has_it) {
    const Made shop = make("shop.example.com");
    const Made renewed = make("shop.example.com", crypto::KeyPair::from_pem(shop.key.to_pkcs8_pem().reveal()),
                              "2049-12-30T00:00:00Z");
    const Certificate one = add("one", shop);
    const Certificate two = add("two", renewed);
    EXPECT_EQ(count("SELECT count(*) FROM private_keys"), 1) << "one key, however many have it";
    database->write([&](store::Transaction& transaction) { repository.remove(transaction, one.id, actor); });
    EXPECT_TRUE(holds_key(shop));
    database->write([&](store::Transaction& transaction) { repository.remove(transaction, two.id, actor); });
    EXPECT_FALSE(holds_key(shop));
    EXPECT_EQ(count("SELECT count(*) FROM secrets"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM certificate_versions"), 0);
}

TEST_P(RepositoryTest, settings_are_changed_as_a_whole_and_never_on_a_stale_view) {
    const Certificate shop = add("shop", make("shop.example.com"));
    Settings settings = shop.settings;
    settings.owner = "payments";
    settings.tags = {{"env", "prod"}, {"empty", ""}};
    settings.fields = {{"ticket", "OPS-7"}};
    const auto change = [&](store::Transaction& transaction) {
        repository.change(transaction, shop.id, settings, shop.revision, actor);
    };
    EXPECT_EQ(fault_of(change), std::nullopt);
    EXPECT_EQ(fault_of(change), Fault::conflict);
    const Certificate changed = get("shop");
    EXPECT_EQ(changed.settings.owner, "payments");
    EXPECT_EQ(changed.settings.tags, settings.tags);
    EXPECT_EQ(changed.settings.fields, settings.fields);
}

TEST_P(RepositoryTest, settings_that_cannot_be_right_are_refused_with_their_field) {
    const Made shop = make("shop.example.com");
    for (const char* name : {"", " ", " shop", "a\nb", "\xff"}) {
        EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                      repository.add(transaction, named(name), version_of(shop), actor);
                  }),
                  Fault::invalid)
            << name;
    }
}

TEST_P(RepositoryTest, what_is_wrong_with_settings_is_said_of_all_of_them) {
    Settings settings = named(" shop ");
    settings.owner = std::string(300, 'x');
    const Made shop = make("shop.example.com");
    try {
        database->write([&](store::Transaction& transaction) {
            repository.add(transaction, settings, version_of(shop), actor);
        });
        FAIL() << "they were taken";
    } catch (const Error& error) {
        EXPECT_NE(error.message().find("name must be a line of text without spaces around it"),
                  std::string::npos)
            << error.message();
        ASSERT_EQ(error.fields().size(), 2U);
        EXPECT_EQ(error.fields()[0].field, "name");
        EXPECT_EQ(error.fields()[1].field, "owner");
    }
}

INSTANTIATE_ON_BOTH_DATABASES(RepositoryTest);

}  // namespace
}  // namespace certwright::lifecycle
