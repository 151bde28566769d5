#include "lifecycle/renewal_obstacle.hpp"
#include "making_fixture.hpp"
#include "x509/chain.hpp"
#include "x509/subject_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

using Texts = std::vector<std::string>;
using std::chrono::days;

struct RenewalTest : MakingFixture {};

TEST_P(RenewalTest, a_self_signed_certificate_is_followed_by_one_with_the_same_key_and_lifetime) {
    const Certificate shop = make_one(host("shop"));
    clock.advance(days{80});
    const Version next = renew_one(shop);
    EXPECT_EQ(next.number, 2);
    EXPECT_TRUE(next.is_current);
    EXPECT_EQ(next.origin, Origin::renewed);
    EXPECT_EQ(next.facts.spki_sha256, shop.current.facts.spki_sha256);
    EXPECT_EQ(next.facts.names, shop.current.facts.names);
    EXPECT_NE(next.facts.serial, shop.current.facts.serial);
    EXPECT_TRUE(next.facts.is_self_signed);
    EXPECT_EQ(next.facts.not_before, clock.now() - 1h);
    EXPECT_EQ(next.facts.not_after - next.facts.not_before,
              shop.current.facts.not_after - shop.current.facts.not_before);
}

TEST_P(RenewalTest, a_signed_one_is_signed_again_by_its_authority_with_the_key_that_is_wanted) {
    const Certificate root = make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    clock.advance(days{80});
    const auto key = new_key();
    const Version next = renew_one(shop, &key);
    EXPECT_EQ(next.facts.spki_sha256, key.spki_sha256());
    EXPECT_TRUE(next.has_key);
    EXPECT_EQ(next.issuers, (Texts{root.current.facts.fingerprint_sha256}));
    EXPECT_TRUE(next.reaches_root);
    EXPECT_EQ(count("SELECT count(*) FROM issued_certificates"), 2);
}

TEST_P(RenewalTest, after_its_authority_is_renewed_with_a_new_key_that_one_signs) {
    const Certificate root = make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    clock.advance(days{80});
    const auto key = new_key();
    const Version new_root = renew_one(root, &key);
    EXPECT_EQ(renew_one(shop).issuers, (Texts{new_root.facts.fingerprint_sha256}));
}

TEST_P(RenewalTest, a_brought_certificate_of_an_authority_that_was_brought_too_is_renewed) {
    database->write([&](store::Transaction& transaction) {
        repository.add(transaction, named("root"),
                       {.leaf = authority.certificate, .reaches_root = true, .key = &authority.key}, actor);
    });
    const Certificate shop = add("shop", make("shop.example.com", "2040-01-01T00:00:00Z"));
    EXPECT_EQ(rule_of([&] { renew_one(shop); }), "") << "its lifetime still fits";
}

TEST_P(RenewalTest, a_certificate_that_came_without_its_chain_is_renewed_when_its_issuer_is_held) {
    const Made made = make("shop.example.com", "2040-01-01T00:00:00Z");
    const Certificate shop = database->write([&](store::Transaction& transaction) {
        return repository.add(transaction, named("shop"), {.leaf = made.der, .key = &made.key}, actor);
    });
    database->write([&](store::Transaction& transaction) {
        repository.add(transaction, named("root"),
                       {.leaf = authority.certificate, .reaches_root = true, .key = &authority.key}, actor);
    });
    ASSERT_TRUE(get("shop").current.issuers.empty());
    const auto key = new_key();
    EXPECT_EQ(renew_one(shop, &key).issuers, (Texts{get("root").current.facts.fingerprint_sha256}));
}

TEST_P(RenewalTest, an_authority_of_the_same_name_that_did_not_sign_it_does_not_renew_it) {
    auto impostor = ca("impostor");
    impostor.description.subject = x509::parse_subject(x509::parse_der(authority.certificate).subject);
    make_one(impostor);
    const Made made = make("shop.example.com", "2040-01-01T00:00:00Z");
    EXPECT_EQ(rule_of([&] { renew_one(add("shop", made)); }), "not_made_here");
}

TEST_P(RenewalTest, a_brought_root_keeps_its_name_and_key_identifier_byte_for_byte_and_its_children) {
    // As other programs write them: PrintableString, and a key identifier of their own.
    const Bytes printable = from_hex("3010310e300c06035504031305526f6f7431");
    x509::CertificateTemplate described;
    described.subject_der = printable;
    described.subject_key_id = from_hex("0102030405");
    described.not_before = clock.now() - 24h;
    described.not_after = clock.now() + days{400};
    described.basic_constraints = x509::BasicConstraints{true, std::nullopt};
    described.key_usages = {"CERTIFICATE_SIGNING", "CRL_SIGNING"};
    const auto key = new_key();
    const Bytes first = x509::self_sign(described, key);
    const Certificate root = database->write([&](store::Transaction& transaction) {
        return repository.add(transaction, named("root"), {.leaf = first, .reaches_root = true, .key = &key},
                              actor);
    });
    const Certificate shop = make_one(host("shop", "root"));
    clock.advance(days{1});
    const Bytes next = der_of(renew_one(root));
    EXPECT_NE(std::search(next.begin(), next.end(), printable.begin(), printable.end()), next.end());
    EXPECT_EQ(x509::parse_der(next).subject_key_id, "0102030405");
    EXPECT_TRUE(x509::parse_der(next).is_self_signed);
    EXPECT_TRUE(x509::is_issued_by(der_of(shop.current), next)) << "what it signed chains to it still";
    const auto other = new_key();
    EXPECT_NE(x509::parse_der(der_of(renew_one(get("root"), &other))).subject_key_id, "0102030405");
}

TEST_P(RenewalTest, what_cannot_be_renewed_here_is_refused_with_its_rule) {
    const Certificate foreign = add("foreign", make("foreign.example.com"));
    EXPECT_EQ(rule_of([&] { renew_one(foreign); }), "not_made_here");
    auto short_root = ca("root");
    short_root.lifetime.days = 100;
    make_one(short_root);
    const Certificate shop = make_one(host("shop", "root"));
    clock.advance(days{20});
    EXPECT_EQ(rule_of([&] { renew_one(shop); }), "outlives_authority");
    const Certificate keyless = make_one(host("keyless"));
    database->write([&](store::Transaction& transaction) {
        transaction->execute("DELETE FROM private_keys WHERE spki_sha256 = $1",
                             {keyless.current.facts.spki_sha256});
    });
    EXPECT_EQ(rule_of([&] { renew_one(keyless); }), "no_private_key");
    const auto key = new_key();
    EXPECT_EQ(renew_one(keyless, &key).number, 2);
}

TEST_P(RenewalTest, what_will_not_be_renewed_by_itself_is_known_before) {
    const auto obstacle = [&](Certificate certificate, bool new_key = false) -> std::string {
        certificate.settings.renewal = {true, 33, new_key};
        const auto found = database->read(
            [&](store::Connection& connection) { return renewal_obstacle(connection, certificate); });
        return found ? found->rule : "";
    };
    const Certificate foreign = add("foreign", make("foreign.example.com"), false);
    EXPECT_EQ(obstacle(foreign), "not_made_here");
    EXPECT_EQ(
        database->read([&](store::Connection& connection) { return renewal_obstacle(connection, foreign); }),
        std::nullopt)
        << "nobody wants it renewed";
    const Certificate root = make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    EXPECT_EQ(obstacle(root), "");
    EXPECT_EQ(obstacle(shop), "");
    const auto lose_key = [&](const Certificate& certificate) {
        database->write([&](store::Transaction& transaction) {
            transaction->execute("DELETE FROM private_keys WHERE spki_sha256 = $1",
                                 {certificate.current.facts.spki_sha256});
        });
    };
    lose_key(shop);
    EXPECT_EQ(obstacle(get("shop")), "no_private_key");
    EXPECT_EQ(obstacle(get("shop"), true), "");
    lose_key(root);
    EXPECT_EQ(obstacle(get("shop"), true), "authority_without_key");
}

TEST_P(RenewalTest, a_stale_view_renews_nothing) {
    const Certificate shop = make_one(host("shop"));
    renew_one(shop);
    EXPECT_EQ(
        fault_of([&](store::Transaction& transaction) { maker.renew(transaction, shop, nullptr, actor); }),
        Fault::conflict);
    EXPECT_EQ(get("shop").version_count, 2);
}

TEST_P(RenewalTest, what_is_deployed_hears_of_it) {
    const Certificate shop = make_one(host("shop"));
    std::vector<std::int64_t> heard;
    repository.on_renewed([&](store::Transaction&, const Certificate& certificate) {
        heard.push_back(certificate.current.number);
    });
    renew_one(shop);
    EXPECT_EQ(heard, std::vector<std::int64_t>{2});
}

INSTANTIATE_ON_BOTH_DATABASES(RenewalTest);

}  // namespace
}  // namespace certwright::lifecycle
