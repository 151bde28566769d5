#include "bundles.hpp"
#include "certificates.hpp"
#include "x509/bundle/bundle.hpp"
#include "x509/bundle/write_jks.hpp"
#include "x509/bundle/write_pem.hpp"
#include "x509/bundle/write_pkcs12.hpp"
#include "x509/bundle/write_pkcs7.hpp"

namespace certwright::x509 {
namespace {

using test::bundle_chain;
using test::ders;
using test::expect_whole;
using test::read;

class BundleWriting : public testing::Test {
  protected:
    static std::string text(const Bytes& bytes) { return std::string{as_text(bytes)}; }

    const crypto::KeyPair key = test::leaf_key();
    const Content content{.leaf = bundle_chain()[0],
                          .issuers = {bundle_chain()[1], bundle_chain()[2]},
                          .key = &key,
                          .alias = "Läden 🔑"};
    const Time now = parse_rfc3339("2026-01-02T03:04:05Z");
    test::Openssl openssl;
};

TEST_F(BundleWriting, pem_has_the_order_of_servers) {
    const auto chain = bundle_chain();
    EXPECT_EQ(pem_to_ders(write_pem(content, ChainExtent::whole)), chain);
    EXPECT_EQ(pem_to_ders(write_pem(content, ChainExtent::without_root)),
              (std::vector<Bytes>{chain[0], chain[1]}));
    EXPECT_EQ(pem_to_ders(write_pem(content, ChainExtent::leaf_only)), std::vector<Bytes>{chain[0]});
    EXPECT_EQ(pem_to_ders(write_pem(content, ChainExtent::issuers_only)),
              (std::vector<Bytes>{chain[1], chain[2]}));
    const Secret both = write_pem_with_key(content, ChainExtent::whole);
    EXPECT_TRUE(both.reveal().starts_with("-----BEGIN PRIVATE KEY-----"));
    expect_whole(read(both.reveal()));
}

TEST_F(BundleWriting, pkcs7_is_read_by_openssl_and_by_us) {
    const Bytes pkcs7 = write_pkcs7(content);
    openssl.write("chain.p7b", text(pkcs7));
    // DER has the elements of a SET OF in ascending order (X.690 section 11.6), whatever they are.
    auto sorted = bundle_chain();
    std::ranges::sort(sorted);
    ASSERT_NE(sorted, bundle_chain());
    const std::string printed = openssl("pkcs7 -inform DER -in chain.p7b -print_certs");
    EXPECT_EQ(pem_to_ders(printed), sorted);
    EXPECT_EQ(ders(read(text(pkcs7))), sorted);
    EXPECT_EQ(ders(read(pkcs7_to_pem(pkcs7))), sorted);
}

TEST_F(BundleWriting, pkcs12_is_read_by_openssl_and_by_us) {
    for (const auto form : {Pkcs12Form::modern, Pkcs12Form::legacy}) {
        for (const auto* password : {"right", "pässwörd"}) {
            const Bytes file = write_pkcs12(content, Secret{std::string{password}}, form);
            const auto material = read(text(file), {password});
            expect_whole(material);
            EXPECT_EQ(material.keys.at(0).origin.alias, "Läden \uFFFD");
            openssl.write("a.p12", text(file));
            const std::string shown =
                openssl(std::string{"pkcs12 -in a.p12 -noenc -info -passin 'pass:"} + password + "'");
            expect_whole(read(shown));
            EXPECT_NE(shown.find(form == Pkcs12Form::modern ? "MAC: sha256, Iteration 100000"
                                                            : "MAC: sha1, Iteration 2048"),
                      std::string::npos);
            EXPECT_NE(shown.find(form == Pkcs12Form::modern
                                     ? "PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256"
                                     : "pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048"),
                      std::string::npos)
                << shown;
        }
    }
}

TEST_F(BundleWriting, jks_is_read_by_us) {
    const auto material = read(text(write_jks(content, Secret{"changeit"}, now)), {"changeit"}, "a.jks");
    expect_whole(material);
    EXPECT_EQ(material.keys.at(0).origin.alias, "läden 🔑");
    Content trusted = content;
    trusted.key = nullptr;
    trusted.alias.clear();
    const auto certificates = read(text(write_jks(trusted, Secret{"changeit"}, now)), {"changeit"});
    EXPECT_EQ(ders(certificates), bundle_chain());
    EXPECT_EQ(certificates.certificates[1].origin.alias, "certificate-2");
}

TEST_F(BundleWriting, without_a_key_has_only_certificates) {
    Content certificates = content;
    certificates.key = nullptr;
    EXPECT_EQ(read(text(write_pkcs12(certificates, Secret{"right"})), {"right"}).certificates.size(), 3U);
    EXPECT_THROW(write_pem_with_key(certificates, ChainExtent::whole), Error);
}

TEST_F(BundleWriting, refuses_what_does_not_belong_together) {
    const auto other = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    Content wrong = content;
    wrong.key = &other;
    EXPECT_THROW(write_pkcs12(wrong, Secret{"right"}), Error);
    EXPECT_THROW(write_jks(wrong, Secret{"right"}, now), Error);
    EXPECT_THROW(write_pkcs12(content, Secret{}), Error);
    EXPECT_THROW(write_pkcs12(content, Secret{"\xFF"}), Error);
    wrong = content;
    wrong.alias = std::string(2000, 'a');
    EXPECT_THROW(write_jks(wrong, Secret{"right"}, now), Error);
}

}  // namespace
}  // namespace certwright::x509
