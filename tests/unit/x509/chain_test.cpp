#include "x509/chain.hpp"

#include "base/error.hpp"
#include "certificates.hpp"

#include <gtest/gtest.h>

namespace certwright::x509 {
namespace {

using test::der_of;

TEST(Chain, is_found_in_a_pool_of_any_order) {
    const Bytes leaf = der_of("leaf"), intermediate = der_of("intermediate"), root = der_of("root");
    const auto chain = order_chain(leaf, {root, der_of("p256"), leaf, intermediate, intermediate});
    EXPECT_EQ(chain.issuers, (std::vector{intermediate, root}));
    EXPECT_EQ(chain.unrelated, std::vector<Bytes>{der_of("p256")});
    EXPECT_TRUE(chain.reaches_root);
}

TEST(Chain, prefers_the_issuer_that_ends_latest) {
    const auto chain = order_chain(der_of("intermediate"), {der_of("root"), der_of("root_renewed")});
    EXPECT_EQ(chain.issuers, std::vector<Bytes>{der_of("root_renewed")});
    EXPECT_EQ(chain.unrelated, std::vector<Bytes>{der_of("root")});
}

TEST(Chain, stops_where_an_issuer_is_missing) {
    const auto chain = order_chain(der_of("leaf"), {der_of("root")});
    EXPECT_TRUE(chain.issuers.empty());
    EXPECT_FALSE(chain.reaches_root);
    EXPECT_FALSE(order_chain(der_of("leaf"), {der_of("intermediate")}).reaches_root);
}

TEST(Chain, of_a_self_signed_certificate_is_empty_and_complete) {
    const auto chain = order_chain(der_of("root"), {der_of("root_renewed")});
    EXPECT_TRUE(chain.issuers.empty());
    EXPECT_TRUE(chain.reaches_root);
}

TEST(Chain, needs_the_issuers_key_and_not_only_its_name) {
    EXPECT_TRUE(is_issued_by(der_of("leaf"), der_of("intermediate")));
    EXPECT_FALSE(is_issued_by(der_of("leaf"), der_of("root")));
    // Equal subjects, other keys.
    EXPECT_FALSE(is_issued_by(der_of("rsa2048"), der_of("p384")));
}

TEST(Chain, refuses_what_is_no_certificate) {
    EXPECT_THROW(order_chain(der_of("leaf"), {Bytes{1, 2, 3}}), Error);
}

}  // namespace
}  // namespace certwright::x509
