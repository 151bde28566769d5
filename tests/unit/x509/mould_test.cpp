#include "x509/mould.hpp"

#include "base/error.hpp"
#include "support/openssl.hpp"
#include "x509/certificate.hpp"
#include "x509/signing.hpp"

#include <gtest/gtest.h>

namespace certwright::x509 {
namespace {

using crypto::KeyAlgorithm;
using crypto::KeyPair;

CertificateTemplate described(const std::string& name, bool authority) {
    CertificateTemplate wanted;
    wanted.subject = {{"CN", name}};
    wanted.not_before = parse_rfc3339("2026-01-01T00:00:00Z");
    wanted.not_after = parse_rfc3339("2060-01-01T00:00:00Z");
    wanted.basic_constraints = BasicConstraints{authority, std::nullopt};
    wanted.key_usages = {authority ? "CERTIFICATE_SIGNING" : "DIGITAL_SIGNATURE"};
    if (!authority) wanted.extended_key_usages = {"TLS_WEB_SERVER_AUTHENTICATION"};
    return wanted;
}

class MouldTest : public testing::TestWithParam<KeyAlgorithm> {
  protected:
    const KeyPair issuer_key = KeyPair::generate(GetParam());
    const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    const Bytes issuer = self_sign(described("Root", true), issuer_key);

    Bytes pattern() const {
        auto wanted = described("pattern.test", false);
        wanted.names = {{AlternativeName::Kind::dns, "pattern.test"}};
        wanted.policies = {"2.23.140.1.2.1"};
        return sign_certificate(wanted, key.public_key_der(), {.certificate = issuer, .key = issuer_key});
    }
};

TEST_P(MouldTest, casts_what_openssl_verifies) {
    const Mould mould{pattern(), issuer_key};
    std::vector<std::string> names{"www.shop.test", "*.shop.test"};
    for (int at = 0; at < 100; ++at) names.push_back("host-" + std::to_string(at) + ".shop.test");
    const Bytes serial{0x41, 0x00, 0xff};
    const auto from = parse_rfc3339("2026-02-03T04:05:06Z");
    const auto until = parse_rfc3339("2051-12-31T23:59:59Z");
    const auto der = mould.cast(serial, names, from, until);
    const auto made = parse_der(der);
    const auto model = parse_der(pattern());
    EXPECT_EQ(made.serial, "41:00:ff");
    EXPECT_EQ(made.subject, "CN=www.shop.test");
    EXPECT_EQ(made.dns_names, names);
    EXPECT_EQ(made.not_before, from);
    EXPECT_EQ(made.not_after, until);
    EXPECT_EQ(made.issuer, model.issuer);
    EXPECT_EQ(made.spki_sha256, model.spki_sha256);
    EXPECT_EQ(made.authority_key_id, model.authority_key_id);
    EXPECT_EQ(made.key_usages, model.key_usages);
    EXPECT_EQ(made.extensions.size(), model.extensions.size());
    const test::Openssl openssl;
    openssl.write("root.pem", der_to_pem(issuer));
    openssl.write("leaf.pem", der_to_pem(der));
    openssl(
        "verify -attime 1800000000 -x509_strict -verify_hostname any.shop.test -CAfile root.pem leaf.pem");
}

TEST_P(MouldTest, wants_a_pattern_with_names) {
    EXPECT_THROW((Mould{issuer, issuer_key}), Error);
    EXPECT_THROW((Mould{as_bytes("no certificate"), issuer_key}), Error);
}

INSTANTIATE_TEST_SUITE_P(Issuers, MouldTest,
                         testing::Values(KeyAlgorithm::ec_prime256v1, KeyAlgorithm::rsa_2048));

}  // namespace
}  // namespace certwright::x509
