#include "lifecycle/making/issuing_rules.hpp"

#include "support/authority.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace certwright::lifecycle {
namespace {

const Time issued_now = parse_rfc3339("2026-06-01T12:00:00Z");

/// An authority changed from the usual one, with its key.
struct Signer {
    explicit Signer(const std::function<void(x509::CertificateTemplate&)>& change = {}) {
        auto described = certwright::test::authority_template("Root");
        if (change) change(described);
        certificate = x509::self_sign(described, key);
    }
    Bytes sign(x509::CertificateTemplate described) const {
        return x509::sign_certificate(described, key.public_key_der(), {certificate, key});
    }
    crypto::KeyPair key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    Bytes certificate;
};

std::string rule_of(const std::optional<Refusal>& refusal) {
    if (!refusal) return {};
    EXPECT_FALSE(refusal->message.empty());
    EXPECT_FALSE(refusal->hint.empty());
    return refusal->rule;
}

std::string authority_rule(const std::function<void(x509::CertificateTemplate&)>& change) {
    return rule_of(why_not_authority(Signer{change}.certificate, issued_now));
}

TEST(IssuingRules, an_authority_is_one_that_may_sign_and_holds) {
    EXPECT_EQ(authority_rule({}), "");
    EXPECT_EQ(authority_rule([](auto& described) { described.basic_constraints->is_ca = false; }),
              "no_authority");
    EXPECT_EQ(authority_rule([](auto& described) { described.key_usages = {"CRL_SIGNING"}; }),
              "may_not_sign");
    EXPECT_EQ(authority_rule([](auto& described) { described.not_after = issued_now - 1s; }),
              "authority_expired");
    EXPECT_EQ(authority_rule([](auto& described) { described.not_before = issued_now + 1s; }),
              "authority_not_yet_valid");
}

TEST(IssuingRules, nothing_outlives_what_signed_it) {
    const Signer root{[](auto& described) { described.not_after = parse_rfc3339("2030-01-01T00:00:00Z"); }};
    auto leaf = certwright::test::server_template("shop.example.com");
    leaf.not_after = parse_rfc3339("2030-01-01T00:00:00Z");
    EXPECT_EQ(rule_of(why_not_issued(root.sign(leaf), {root.certificate})), "");
    leaf.not_after = parse_rfc3339("2030-01-01T00:00:01Z");
    EXPECT_EQ(rule_of(why_not_issued(root.sign(leaf), {root.certificate})), "outlives_authority");
    leaf.not_after = parse_rfc3339("2029-01-01T00:00:00Z");
    leaf.not_before = parse_rfc3339("2019-12-31T23:59:59Z");
    EXPECT_EQ(rule_of(why_not_issued(root.sign(leaf), {root.certificate})), "before_authority");
}

TEST(IssuingRules, path_lengths_count_authorities) {
    const Signer root{[](auto& described) { described.basic_constraints->path_length = 1; }};
    const Signer middle;
    const Bytes middle_certificate = root.sign(certwright::test::authority_template("Middle"));
    const std::vector<Bytes> chain{middle_certificate, root.certificate};
    const Bytes leaf = middle.sign(certwright::test::server_template("shop.example.com"));
    EXPECT_EQ(rule_of(why_not_issued(middle_certificate, {root.certificate})), "");
    EXPECT_EQ(rule_of(why_not_issued(leaf, chain)), "");
    EXPECT_EQ(rule_of(why_not_issued(middle.sign(certwright::test::authority_template("Low")), chain)),
              "path_length");
}

TEST(IssuingRules, name_constraints_hold) {
    const Signer root{[](auto& described) {
        described.name_constraints =
            x509::NameConstraints{{{x509::AlternativeName::Kind::dns, "example.com"}}, {}};
    }};
    EXPECT_EQ(rule_of(why_not_issued(root.sign(certwright::test::server_template("a.example.com")),
                                     {root.certificate})),
              "");
    EXPECT_EQ(rule_of(why_not_issued(root.sign(certwright::test::server_template("a.example.org")),
                                     {root.certificate})),
              "name_constraints");
}

TEST(IssuingRules, weak_keys_are_not_certified) {
    const Signer root;
    const auto weak = crypto::KeyPair::generate(crypto::KeyAlgorithm::rsa_1024);
    const Bytes made = x509::sign_certificate(certwright::test::server_template("shop.example.com"),
                                              weak.public_key_der(), {root.certificate, root.key});
    EXPECT_EQ(rule_of(why_not_issued(made, {root.certificate})), "weak_key");
}

}  // namespace
}  // namespace certwright::lifecycle
