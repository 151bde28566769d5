#include "lifecycle/deployment/content.hpp"

#include "lifecycle/deployment/import_rules.hpp"
#include "support/authority.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using crypto::KeyAlgorithm;
using crypto::KeyPair;

/// A root, an intermediate and a leaf of it, with the leaf's key.
struct DeployedContent : testing::Test {
    DeployedContent() {
        x509::CertificateTemplate described = certwright::test::authority_template("Issuing");
        intermediate = x509::sign_certificate(described, issuing_key.public_key_der(), root.issuer());
        described = certwright::test::server_template("Shop.Example.com");
        leaf = x509::sign_certificate(described, key.public_key_der(), {intermediate, issuing_key});
    }
    std::vector<std::string> rules(const Content& content) const {
        std::vector<std::string> found;
        for (const auto& refusal : acm_import_refusals(content, parse_rfc3339("2026-01-01T00:00:00Z")))
            found.push_back(refusal.rule);
        return found;
    }
    using Rules = std::vector<std::string>;

    const certwright::test::Authority root;
    const KeyPair issuing_key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    Bytes intermediate, leaf;
};

TEST_F(DeployedContent, has_the_sizes_of_what_is_sent) {
    const Content content = content_of(leaf, {intermediate, root.certificate}, &key);
    EXPECT_EQ(content.certificate_size, x509::der_to_pem(leaf).size());
    EXPECT_EQ(content.chain_size,
              (x509::der_to_pem(intermediate) + x509::der_to_pem(root.certificate)).size());
    EXPECT_EQ(content.key_size, key.to_pkcs8_pem().size());
    EXPECT_EQ(content.names, std::vector<std::string>{"shop.example.com"});
    EXPECT_EQ(content.issuers, (std::vector<std::string>{x509::fingerprint_sha256(intermediate),
                                                         x509::fingerprint_sha256(root.certificate)}));
    EXPECT_EQ(content.leaf.version, 3);
    EXPECT_EQ(rules(content), Rules{});
}

TEST_F(DeployedContent, tells_a_chain_out_of_order) {
    const Content content = content_of(leaf, {root.certificate, intermediate}, &key);
    EXPECT_EQ(content.chain_break, 0u);
    EXPECT_EQ(rules(content), Rules{"chain_order"});
}

TEST_F(DeployedContent, tells_an_authority_of_the_same_name_with_another_key) {
    const certwright::test::Authority other;
    const Content content = content_of(leaf, {intermediate, other.certificate}, &key);
    EXPECT_EQ(content.chain_break, 1u);
}

TEST_F(DeployedContent, tells_a_chain_that_begins_with_the_certificate_itself) {
    const Content content = content_of(leaf, {leaf, intermediate}, &key);
    EXPECT_EQ(rules(content), Rules{"chain_has_leaf"});
}

TEST_F(DeployedContent, tells_a_missing_and_a_foreign_key) {
    EXPECT_EQ(rules(content_of(leaf, {intermediate}, nullptr)), Rules{"no_private_key"});
    EXPECT_EQ(rules(content_of(leaf, {intermediate}, &issuing_key)), Rules{"key_mismatch"});
}

TEST_F(DeployedContent, of_ed25519_is_not_for_acm) {
    const KeyPair edwards = KeyPair::generate(KeyAlgorithm::ed25519);
    const Bytes signed_by_itself =
        x509::self_sign(certwright::test::server_template("a.example.com"), edwards);
    EXPECT_EQ(rules(content_of(signed_by_itself, {}, &edwards)), Rules{"key_algorithm"});
}

}  // namespace
}  // namespace certwright::lifecycle
