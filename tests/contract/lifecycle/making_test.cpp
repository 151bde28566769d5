#include "base/error.hpp"
#include "making_fixture.hpp"
#include "x509/authority_limits.hpp"
#include "x509/chain.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using Texts = std::vector<std::string>;
using std::chrono::days;

struct MakingTest : MakingFixture {
    Maker::Signed sign(const std::string& authority_name, const x509::Request& request,
                       const Maker::SigningWish& wish = {}) {
        return database->write([&](store::Transaction& transaction) {
            return maker.sign(transaction, open(authority_name), request, wish, actor);
        });
    }
    static x509::Request request_of(const x509::RequestTemplate& described, const crypto::KeyPair& key) {
        return x509::parse_request(x509::make_request(described, key));
    }
    static x509::RequestTemplate asked(const std::string& name, bool is_ca = false) {
        return complete(is_ca ? ca(name).description : host(name).description,
                        crypto::KeyAlgorithm::ec_prime256v1);
    }
};

TEST_P(MakingTest, what_is_self_signed_has_an_issuer) {
    auto wish = host("person");
    wish.description.names = {{x509::AlternativeName::Kind::email, "a@example.com"}};
    EXPECT_THROW(make_one(wish), Error) << "RFC 5280 section 4.1.2.4";
    wish.description.names = {{x509::AlternativeName::Kind::ip, "192.0.2.7"}};
    EXPECT_EQ(make_one(wish).current.facts.issuer, "CN=192.0.2.7");
}

TEST_P(MakingTest, a_self_signed_certificate_is_kept_with_its_key) {
    const Certificate made = make_one(host("shop"));
    EXPECT_EQ(made.current.origin, Origin::self_signed);
    EXPECT_TRUE(made.current.has_key);
    EXPECT_TRUE(made.current.reaches_root);
    EXPECT_TRUE(made.current.facts.is_self_signed);
    EXPECT_EQ(made.current.facts.names, (Texts{"shop.example.com"}));
    EXPECT_EQ(made.current.facts.subject, "CN=shop.example.com");
    EXPECT_EQ(made.current.facts.not_before, clock.now() - 1h);
    EXPECT_EQ(made.current.facts.not_after, clock.now() - 1h + days{90} - 1s);
    EXPECT_EQ(made.current.facts.serial.size(), 20u * 3 - 1) << "20 octets";
    EXPECT_EQ(actions(), (Texts{"certificate.created"}));
}

TEST_P(MakingTest, a_name_that_is_taken_is_refused_and_nothing_is_kept) {
    make_one(host("shop"));
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  maker.make(transaction, host("SHOP"), new_key(), actor);
              }),
              Fault::conflict);
    EXPECT_EQ(count("SELECT count(*) FROM private_keys"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM secrets"), 1);
}

TEST_P(MakingTest, a_root_an_authority_below_it_and_what_that_signs_are_a_chain) {
    const Certificate root = make_one(ca("root"));
    const Certificate middle = make_one(ca("middle", "root"));
    const Certificate shop = make_one(host("shop", "middle"));
    EXPECT_TRUE(root.current.facts.is_ca);
    EXPECT_EQ(middle.current.origin, Origin::signed_here);
    EXPECT_EQ(shop.current.origin, Origin::signed_here);
    EXPECT_EQ(shop.current.issuers,
              (Texts{middle.current.facts.fingerprint_sha256, root.current.facts.fingerprint_sha256}));
    EXPECT_TRUE(shop.current.reaches_root);
    EXPECT_TRUE(x509::is_issued_by(der_of(shop.current), der_of(middle.current)));
    const auto leaf = x509::parse_der(der_of(shop.current));
    const auto signer = x509::parse_der(der_of(middle.current));
    EXPECT_EQ(leaf.authority_key_id, signer.subject_key_id);
    EXPECT_FALSE(leaf.subject_key_id.empty());
    EXPECT_EQ(middle.current.facts.not_after, root.current.facts.not_before + days{1825} - 1s);
    const auto listed = database->read([&](store::Connection& connection) {
        return issued.page(connection, issuer_keys_of(connection, middle.id), std::nullopt, 10).rows;
    });
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed.front().serial, shop.current.facts.serial);
    EXPECT_EQ(listed.front().names, shop.current.facts.names);
}

TEST_P(MakingTest, what_may_not_be_signed_is_refused_with_its_rule) {
    make_one(host("leaf"));
    add("foreign", make("foreign.example.com"), /*with_key=*/false);
    auto root = ca("root");
    root.lifetime.days = 30;
    root.description.path_length = 0;
    make_one(root);
    auto keyless = ca("keyless");
    const Certificate without = make_one(keyless);
    database->write([&](store::Transaction& transaction) {
        transaction->execute("DELETE FROM private_keys WHERE spki_sha256 = $1",
                             {without.current.facts.spki_sha256});
    });
    auto long_lived = host("shop", "root");
    long_lived.lifetime.days = 31;
    EXPECT_EQ(rule_of([&] { make_one(host("shop", "leaf")); }), "no_authority");
    EXPECT_EQ(rule_of([&] { make_one(host("shop", "keyless")); }), "no_private_key");
    EXPECT_EQ(rule_of([&] { make_one(long_lived); }), "outlives_authority");
    EXPECT_EQ(rule_of([&] { make_one(ca("middle", "root")); }), "path_length");
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  maker.make(transaction, host("shop", "nobody"), new_key(), actor);
              }),
              Fault::not_found);
    clock.advance(days{31});
    EXPECT_EQ(rule_of([&] { make_one(host("shop", "root")); }), "authority_expired");
    EXPECT_EQ(count("SELECT count(*) FROM issued_certificates"), 0);
}

TEST_P(MakingTest, what_has_no_lifetime_of_its_own_ends_with_the_authority) {
    auto root = ca("root");
    root.lifetime.days = 30;
    const Certificate authority_ = make_one(root);
    EXPECT_EQ(make_one(host("shop", "root")).current.facts.not_after, authority_.current.facts.not_after);
}

TEST_P(MakingTest, somebody_elses_request_is_signed_as_it_asks) {
    make_one(ca("root"));
    const auto key = new_key();
    const auto made =
        sign("root", request_of(asked("shop"), key), {.lifetime = {.days = 7, .not_after = {}}});
    const auto certificate = x509::parse_der(made.der);
    EXPECT_EQ(certificate.spki_sha256, key.spki_sha256());
    EXPECT_EQ(certificate.dns_names, (Texts{"shop.example.com"}));
    EXPECT_EQ(certificate.not_after - certificate.not_before + 1s, days{7});
    EXPECT_FALSE(made.certificate) << "it is used elsewhere";
    EXPECT_EQ(count("SELECT count(*) FROM certificates"), 1);
    EXPECT_EQ(made.issued.serial, certificate.serial);
}

TEST_P(MakingTest, what_a_request_asks_for_in_vain_is_told) {
    make_one(ca("root"));
    auto described = asked("shop");
    described.key_usages = {"DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"};
    // Name constraints that permit example.com, and an extension that nobody knows.
    described.extensions = {{"2.5.29.30", true, from_hex("3011a00f300d820b6578616d706c652e636f6d")},
                            {"1.2.3.4", false, {0x05, 0x00}}};
    const auto made = sign("root", request_of(described, new_key()));
    ASSERT_EQ(made.left_out.size(), 3u);
    EXPECT_EQ(made.left_out[0].name, "X509v3 Name Constraints");
    EXPECT_EQ(made.left_out[1].oid, "1.2.3.4");
    EXPECT_EQ(made.left_out[2].why, "a key of the kind EC_prime256v1 is not for KEY_ENCIPHERMENT");
    const auto certificate = x509::parse_der(made.der);
    EXPECT_EQ(certificate.key_usages, (Texts{"DIGITAL_SIGNATURE"}));
    EXPECT_TRUE(sign("root", request_of(asked("other"), new_key())).left_out.empty());
}

TEST_P(MakingTest, a_name_of_a_kind_that_is_not_written_is_told) {
    make_one(ca("root"));
    auto described = asked("shop");
    described.names.clear();
    // DNS:shop.example.com and a registered id.
    described.extensions = {
        {"2.5.29.17", false, from_hex("3017821073686f702e6578616d706c652e636f6d88032a0304")}};
    const auto made = sign("root", request_of(described, new_key()));
    ASSERT_EQ(made.left_out.size(), 1u);
    EXPECT_EQ(made.left_out.front().oid, "2.5.29.17");
}

TEST_P(MakingTest, an_authority_is_made_of_a_request_only_when_that_is_allowed) {
    make_one(ca("root"));
    const auto key = new_key();
    const auto request = request_of(asked("middle", /*is_ca=*/true), key);
    EXPECT_EQ(rule_of([&] { sign("root", request); }), "asks_for_authority");
    Maker::SigningWish wish;
    wish.allows_ca = true;
    wish.path_length = 0;
    const auto made = sign("root", request, wish);
    const auto constraints = x509::basic_constraints_of(made.der);
    ASSERT_TRUE(constraints);
    EXPECT_TRUE(constraints->is_ca);
    EXPECT_EQ(constraints->path_length, 0);
}

TEST_P(MakingTest, a_request_that_was_changed_is_not_signed) {
    make_one(ca("root"));
    const auto key = new_key();
    Bytes der = x509::make_request(asked("shop"), key);
    der.back() ^= 1;
    EXPECT_EQ(rule_of([&] { sign("root", x509::parse_request(der)); }), "bad_signature");
    EXPECT_EQ(count("SELECT count(*) FROM issued_certificates"), 0);
}

TEST_P(MakingTest, a_request_of_our_own_is_done_by_signing_it) {
    make_one(ca("root"));
    const auto key = new_key();
    const Request waiting = ask("shop", key);
    const auto made = sign("root", x509::parse_request(as_bytes(waiting.pem)));
    ASSERT_TRUE(made.certificate);
    EXPECT_EQ(made.certificate->settings.name, "shop");
    EXPECT_TRUE(made.certificate->current.has_key);
    EXPECT_EQ(made.certificate->current.origin, Origin::signed_here);
    const auto done = database->read(
        [&](store::Connection& connection) { return requests.get(connection, waiting.id.text()); });
    EXPECT_TRUE(done.done_at);
    EXPECT_EQ(done.fingerprint_sha256, made.issued.fingerprint_sha256);
}

TEST_P(MakingTest, an_unrelated_certificate_of_the_name_that_was_asked_for_is_left_alone) {
    make_one(ca("root"));
    const Request waiting = ask("shop", new_key());
    const Certificate other = make_one(host("shop"));
    const auto made = sign("root", x509::parse_request(as_bytes(waiting.pem)));
    ASSERT_TRUE(made.certificate);
    EXPECT_NE(made.certificate->id, other.id);
    EXPECT_EQ(made.certificate->settings.name, "shop (2)");
    EXPECT_EQ(get("shop").version_count, 1);
}

TEST_P(MakingTest, a_request_for_the_next_version_of_a_certificate_goes_there_when_it_is_signed) {
    make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    const Request waiting = ask("shop", new_key(), shop.id);
    const auto made = sign("root", x509::parse_request(as_bytes(waiting.pem)));
    ASSERT_TRUE(made.certificate);
    EXPECT_EQ(made.certificate->id, shop.id);
    EXPECT_EQ(made.certificate->version_count, 2);
}

INSTANTIATE_ON_BOTH_DATABASES(MakingTest);

}  // namespace
}  // namespace certwright::lifecycle
