#include "x509/likeness.hpp"

#include "base/error.hpp"
#include "support/authority.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

CertificateTemplate template_with_all() {
    auto described = test::server_template("shop.example.com");
    described.names.push_back({AlternativeName::Kind::ip, "192.0.2.7"});
    described.names.push_back({AlternativeName::Kind::email, "shop@example.com"});
    described.names.push_back({AlternativeName::Kind::uri, "https://shop.example.com/"});
    described.policies = {"2.23.140.1.2.1"};
    described.crl_urls = {"http://example.com/root.crl"};
    described.extensions = {{"1.2.3.4", false, {0x05, 0x00}}};
    return described;
}

TEST(Likeness, a_request_asks_for_the_same_subject_names_and_usages) {
    const test::Authority authority;
    const auto described = template_with_all();
    const auto asked =
        request_like(sign_certificate(described, authority.key.public_key_der(), authority.issuer()));
    EXPECT_EQ(asked.subject, described.subject);
    EXPECT_EQ(asked.names, described.names);
    EXPECT_EQ(asked.key_usages, described.key_usages);
    EXPECT_EQ(asked.extended_key_usages, described.extended_key_usages);
    ASSERT_TRUE(asked.basic_constraints);
    EXPECT_FALSE(asked.basic_constraints->is_ca);
}

TEST(Likeness, a_successor_has_the_same_extensions_but_for_those_of_keys) {
    const test::Authority authority;
    const Bytes first =
        sign_certificate(template_with_all(), authority.key.public_key_der(), authority.issuer());
    const auto key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    auto described = successor_of(first, SuccessorKey::another);
    described.not_before = parse_rfc3339("2027-01-01T00:00:00Z");
    described.not_after = parse_rfc3339("2028-01-01T00:00:00Z");
    const auto next = parse_der(sign_certificate(described, key.public_key_der(), authority.issuer()));
    const auto before = parse_der(first);
    EXPECT_EQ(next.subject, before.subject);
    EXPECT_NE(next.serial, before.serial);
    EXPECT_NE(next.subject_key_id, before.subject_key_id);
    EXPECT_EQ(next.authority_key_id, before.authority_key_id);
    ASSERT_EQ(next.extensions.size(), before.extensions.size());
    for (const Extension& extension : before.extensions) {
        const auto same = std::ranges::find(next.extensions, extension.oid, &Extension::oid);
        ASSERT_NE(same, next.extensions.end()) << extension.name;
        EXPECT_EQ(same->critical, extension.critical) << extension.name;
        if (extension.oid != "2.5.29.14") {
            EXPECT_EQ(same->value, extension.value) << extension.name;
        }
    }
}

/// CN=Root1 as PrintableString, which is UTF8String where it is written anew.
const Bytes printable_name = from_hex("3010310e300c06035504031305526f6f7431");

TEST(Likeness, a_successor_keeps_the_bytes_of_its_name_and_with_the_same_key_the_identifier) {
    const auto key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    CertificateTemplate described;
    described.subject_der = printable_name;
    described.subject_key_id = {1, 2, 3};
    described.not_before = parse_rfc3339("2027-01-01T00:00:00Z");
    described.not_after = parse_rfc3339("2028-01-01T00:00:00Z");
    const Bytes first = self_sign(described, key);
    EXPECT_EQ(parse_der(first).subject, "CN=Root1");
    EXPECT_EQ(parse_der(first).subject_key_id, "010203");
    auto same = successor_of(first, SuccessorKey::same);
    EXPECT_EQ(same.subject_der, printable_name);
    EXPECT_EQ(same.subject_key_id, (Bytes{1, 2, 3}));
    EXPECT_TRUE(successor_of(first, SuccessorKey::another).subject_key_id.empty());
}

TEST(Likeness, a_name_that_is_none_is_refused) {
    const auto key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    auto described = test::server_template("shop.example.com");
    described.subject_der = {0x30, 0x05, 0x00};
    EXPECT_THROW(self_sign(described, key), Error);
}

}  // namespace
}  // namespace certwright::x509
