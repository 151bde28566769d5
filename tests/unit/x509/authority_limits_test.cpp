#include "x509/authority_limits.hpp"

#include "base/error.hpp"
#include "support/authority.hpp"
#include "x509/signing.hpp"

#include <gtest/gtest.h>

namespace certwright::x509 {
namespace {

using test::Authority;
using test::authority_template;
using test::server_template;

const crypto::KeyPair& key() {
    static const auto made = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    return made;
}

TEST(AuthorityLimits, tell_how_long_the_path_is) {
    CertificateTemplate described = authority_template("Limited");
    described.basic_constraints->path_length = 2;
    const auto constraints = basic_constraints_of(self_sign(described, key()));
    ASSERT_TRUE(constraints);
    EXPECT_TRUE(constraints->is_ca);
    EXPECT_EQ(constraints->path_length, 2);
    EXPECT_THROW((void)basic_constraints_of({}), Error);
}

TEST(AuthorityLimits, allow_names_that_are_permitted_and_not_excluded) {
    CertificateTemplate described = authority_template("Constrained");
    described.name_constraints =
        NameConstraints{.permitted = {{AlternativeName::Kind::dns, "example.com"}},
                        .excluded = {{AlternativeName::Kind::dns, "secret.example.com"}}};
    const Bytes authority = self_sign(described, key());
    const auto keeps = [&](const std::string& name) {
        return keeps_name_constraints(self_sign(server_template(name), key()), authority);
    };
    EXPECT_TRUE(keeps("www.example.com"));
    EXPECT_FALSE(keeps("www.example.org"));
    EXPECT_FALSE(keeps("a.secret.example.com"));
}

TEST(AuthorityLimits, allow_every_name_without_constraints) {
    const Authority root;
    EXPECT_TRUE(keeps_name_constraints(self_sign(server_template("anything.test"), key()), root.certificate));
}

}  // namespace
}  // namespace certwright::x509
