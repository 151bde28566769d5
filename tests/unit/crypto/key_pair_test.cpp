#include "crypto/key_pair.hpp"

#include "base/error.hpp"
#include "support/openssl.hpp"

#include <gtest/gtest.h>

namespace certwright::crypto {
namespace {

Secret password(std::string text = "correct horse") {
    return Secret{std::move(text)};
}
std::string text_of(const Secret& secret) {
    return std::string{secret.reveal()};
}

/// The lines of `openssl pkey -text` that tell the kind.
std::string description(const test::Openssl& openssl, const std::string& options) {
    return openssl("pkey -noout -text " + options);
}

struct Kind {
    KeyAlgorithm algorithm;
    int bits;
    const char* described;
};

class EveryKind : public testing::TestWithParam<Kind> {};

TEST_P(EveryKind, is_made_and_understood_by_openssl) {
    const KeyPair key = KeyPair::generate(GetParam().algorithm);
    EXPECT_EQ(key.algorithm(), GetParam().algorithm);
    EXPECT_EQ(key.algorithm_name(), to_string(GetParam().algorithm));
    EXPECT_EQ(key.bits(), GetParam().bits);
    const test::Openssl openssl;
    openssl.write("key.pem", key.to_pkcs8_pem().reveal());
    EXPECT_NE(description(openssl, "-in key.pem").find(GetParam().described), std::string::npos);
    EXPECT_EQ(openssl("pkey -in key.pem -pubout -outform DER"), as_text(key.public_key_der()));
    EXPECT_EQ(openssl("pkey -in key.pem"), key.to_pkcs8_pem().reveal());
}

TEST_P(EveryKind, comes_back_from_every_form) {
    const KeyPair key = KeyPair::generate(GetParam().algorithm);
    EXPECT_EQ(KeyPair::from_pem(key.to_pkcs8_pem().reveal()).spki_sha256(), key.spki_sha256());
    EXPECT_EQ(KeyPair::from_own_pem(key.to_pkcs8_pem().reveal()).to_pkcs8_pem().reveal(),
              key.to_pkcs8_pem().reveal());
    const std::string encrypted = key.to_encrypted_pem(password(), {.iterations = 10});
    EXPECT_EQ(KeyPair::from_pem(encrypted, password()).to_pkcs8_pem().reveal(), key.to_pkcs8_pem().reveal());
    if (GetParam().algorithm == KeyAlgorithm::ed25519)
        EXPECT_THROW(key.to_traditional_pem(), Error);
    else
        EXPECT_EQ(KeyPair::from_pem(key.to_traditional_pem().reveal()).spki_sha256(), key.spki_sha256());
}

INSTANTIATE_TEST_SUITE_P(KeyPair, EveryKind,
                         testing::Values(Kind{KeyAlgorithm::rsa_1024, 1024, "(1024 bit, 2 primes)"},
                                         Kind{KeyAlgorithm::rsa_2048, 2048, "(2048 bit, 2 primes)"},
                                         Kind{KeyAlgorithm::ec_prime256v1, 256, "ASN1 OID: prime256v1"},
                                         Kind{KeyAlgorithm::ec_secp384r1, 384, "ASN1 OID: secp384r1"},
                                         Kind{KeyAlgorithm::ec_secp521r1, 521, "ASN1 OID: secp521r1"},
                                         Kind{KeyAlgorithm::ed25519, 256, "ED25519 Private-Key"}),
                         [](const auto& tested) { return std::string{to_string(tested.param.algorithm)}; });

TEST(KeyPair, is_new_each_time) {
    EXPECT_NE(KeyPair::generate(KeyAlgorithm::ec_prime256v1).spki_sha256(),
              KeyPair::generate(KeyAlgorithm::ec_prime256v1).spki_sha256());
}

TEST(KeyPair, is_written_in_the_traditional_form_that_openssl_writes) {
    const test::Openssl openssl;
    for (const KeyAlgorithm algorithm : {KeyAlgorithm::rsa_1024, KeyAlgorithm::ec_prime256v1}) {
        const KeyPair key = KeyPair::generate(algorithm);
        openssl.write("key.pem", key.to_pkcs8_pem().reveal());
        EXPECT_EQ(openssl("pkey -in key.pem -traditional"), text_of(key.to_traditional_pem()));
    }
}

TEST(EncryptedKey, is_opened_by_openssl_with_its_password_only) {
    const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    const test::Openssl openssl;
    openssl.write("key.pem", key.to_encrypted_pem(password("p"), {.iterations = 1000}));
    EXPECT_EQ(openssl("pkcs8 -in key.pem -passin pass:p"), text_of(key.to_pkcs8_pem()));
    EXPECT_FALSE(openssl.run("pkey -in key.pem -passin pass:q").succeeded);
}

TEST(EncryptedKey, is_under_pbes2_with_the_chosen_prf_and_iterations) {
    const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    const test::Openssl openssl;
    const auto structure = [&](const KeyEncryption& encryption) {
        openssl.write("key.pem", key.to_encrypted_pem(password(), encryption));
        return openssl("asn1parse -in key.pem");
    };
    const std::string usual = structure({});
    for (const auto* part :
         {":PBES2", ":PBKDF2", ":hmacWithSHA256", ":aes-256-cbc", "INTEGER           :0927C0"})
        EXPECT_NE(usual.find(part), std::string::npos) << part << "\n" << usual;
    // As in the sample of ACM's ExportCertificate: HMAC-SHA1 is the default, which DER leaves out.
    const std::string as_acm = structure({.prf = KeyEncryption::Prf::hmac_sha1, .iterations = 2048});
    EXPECT_EQ(as_acm.find("hmacWith"), std::string::npos) << as_acm;
    EXPECT_NE(as_acm.find("INTEGER           :0800"), std::string::npos) << as_acm;
    EXPECT_EQ(openssl("pkey -in key.pem -passin 'pass:correct horse'"), text_of(key.to_pkcs8_pem()));
}

TEST(EncryptedKey, never_looks_the_same_twice) {
    const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    EXPECT_NE(key.to_encrypted_pem(password(), {.iterations = 1}),
              key.to_encrypted_pem(password(), {.iterations = 1}));
}

TEST(EncryptedKey, needs_a_password_and_iterations_within_bounds) {
    const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    EXPECT_THROW(key.to_encrypted_pem(password("")), Error);
    EXPECT_THROW(key.to_encrypted_pem(password(std::string(1025, 'p'))), Error);
    EXPECT_THROW(key.to_encrypted_pem(password(), {.iterations = 0}), Error);
    EXPECT_THROW(key.to_encrypted_pem(password(), {.iterations = 2'000'001}), Error);
}

TEST(EncryptedKey, takes_any_password_of_up_to_1024_bytes) {
    const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    using namespace std::string_literals;
    for (const std::string& text : {"\0nul\0"s, "pässwörd"s, std::string(1024, 'x')}) {
        const std::string pem = key.to_encrypted_pem(password(text), {.iterations = 1});
        EXPECT_EQ(KeyPair::from_pem(pem, password(text)).spki_sha256(), key.spki_sha256());
        EXPECT_THROW(KeyPair::from_pem(pem, password(text + "x")), Error);
    }
}

}  // namespace
}  // namespace certwright::crypto
