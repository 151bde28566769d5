#include "bundles.hpp"
#include "certificates.hpp"
#include "x509/bundle/bundle.hpp"
#include "x509/request.hpp"

namespace certwright::x509 {
namespace {

using test::bundle_chain;
using test::bundle_file;
using test::der_of;
using test::read;

std::string pem_of(std::initializer_list<Bytes> certificates) {
    std::string pem;
    for (const Bytes& der : certificates) pem += der_to_pem(der);
    return pem;
}

TEST(BundleSort, brings_leaf_chain_and_key_together_over_files) {
    const auto chain = bundle_chain();
    Material material = read(pem_of({chain[2], chain[0], chain[2]}), {}, "a.pem");
    material.add(read(bundle_file("leaf.key"), {}, "b.pem"));
    material.add(read(pem_of({chain[1], der_of("p256")}), {}, "c.pem"));
    const Sorted sorted = sort(std::move(material));
    ASSERT_EQ(sorted.bundles.size(), 2U);
    EXPECT_EQ(sorted.bundles[0].leaf.der, chain[0]);
    EXPECT_EQ(sorted.bundles[0].issuers, (std::vector<Bytes>{chain[1], chain[2]}));
    EXPECT_TRUE(sorted.bundles[0].reaches_root);
    EXPECT_EQ(sorted.bundles[0].key, 0U);
    EXPECT_EQ(sorted.keys.at(0).origin.place, "b.pem, block 1");
    EXPECT_EQ(sorted.bundles[1].leaf.der, der_of("p256"));
    EXPECT_EQ(sorted.bundles[1].key, std::nullopt);
    EXPECT_TRUE(sorted.keys_alone.empty());
    EXPECT_TRUE(sorted.authorities_alone.empty());
}

TEST(BundleSort, keeps_what_belongs_to_nothing) {
    const auto chain = bundle_chain();
    const auto key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    const Bytes request = make_request({}, key);
    const std::string pem = std::string{key.to_pkcs8_pem().reveal()} + request_to_pem(request);
    const Sorted sorted = sort(read(pem + pem + pem_of({der_of("leaf"), chain[1], chain[2]})));
    ASSERT_EQ(sorted.bundles.size(), 1U);
    EXPECT_EQ(sorted.bundles[0].leaf.der, der_of("leaf"));
    EXPECT_TRUE(sorted.bundles[0].issuers.empty());
    EXPECT_FALSE(sorted.bundles[0].reaches_root);
    EXPECT_EQ(sorted.authorities_alone.size(), 2U);
    EXPECT_EQ(sorted.keys_alone, std::vector<std::size_t>{0});
    ASSERT_EQ(sorted.requests.size(), 1U);
    EXPECT_EQ(sorted.requests[0].key, 0U);
}

TEST(BundleSort, makes_bundles_of_authorities_where_there_is_nothing_else) {
    const auto chain = bundle_chain();
    const Sorted sorted = sort(read(pem_of({der_of("root"), chain[1], chain[2]})));
    ASSERT_EQ(sorted.bundles.size(), 2U);
    EXPECT_EQ(sorted.bundles[0].leaf.der, der_of("root"));
    EXPECT_EQ(sorted.bundles[1].leaf.der, chain[1]);
    EXPECT_EQ(sorted.bundles[1].issuers, std::vector<Bytes>{chain[2]});
    EXPECT_TRUE(sorted.authorities_alone.empty());
}

TEST(BundleSort, tells_roots_of_one_key_apart) {
    const Sorted both = sort(read(pem_of({der_of("root"), der_of("root_renewed")})));
    EXPECT_EQ(both.bundles.size(), 2U);
    const Sorted chain =
        sort(read(pem_of({der_of("root"), der_of("root_renewed"), der_of("leaf"), der_of("intermediate")})));
    ASSERT_EQ(chain.bundles.size(), 1U);
    EXPECT_EQ(chain.bundles[0].issuers, (std::vector<Bytes>{der_of("intermediate"), der_of("root_renewed")}));
    ASSERT_EQ(chain.authorities_alone.size(), 1U);
    EXPECT_EQ(chain.authorities_alone[0].der, der_of("root"));
}

TEST(BundleSort, prefers_the_origin_that_has_a_name) {
    Material material = read(bundle_file("chain.pem"));
    material.add(read(bundle_file("java.jks"), {"changeit"}, "java.jks"));
    const Sorted sorted = sort(std::move(material));
    ASSERT_EQ(sorted.bundles.size(), 1U);
    EXPECT_EQ(sorted.bundles[0].leaf.origin.alias, "web");
    EXPECT_EQ(sorted.bundles[0].key, 0U);
}

TEST(BundleSort, of_nothing_is_nothing) {
    EXPECT_TRUE(sort({}).bundles.empty());
}

}  // namespace
}  // namespace certwright::x509
