#include "x509/likeness.hpp"

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
    auto described = successor_of(first);
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

}  // namespace
}  // namespace certwright::x509
