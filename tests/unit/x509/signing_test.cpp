#include "x509/signing.hpp"

#include "base/error.hpp"
#include "support/authority.hpp"
#include "support/openssl.hpp"
#include "x509/chain.hpp"
#include "x509/public_key.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

using crypto::KeyAlgorithm;
using crypto::KeyPair;
using test::Authority;
using test::authority_template;
using test::Openssl;
using test::server_template;

std::string refusal(const CertificateTemplate& described) {
    try {
        (void)Authority{}.sign(described);
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        return error.message();
    }
    return "accepted";
}

TEST(Signing, makes_a_chain_that_openssl_verifies_strictly) {
    const Authority root;
    const KeyPair between = KeyPair::generate(KeyAlgorithm::ec_secp384r1);
    const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    CertificateTemplate intermediate = authority_template("Intermediate");
    intermediate.basic_constraints->path_length = 0;
    const Bytes middle = sign_certificate(intermediate, between.public_key_der(), root.issuer());
    const Bytes leaf =
        sign_certificate(server_template("www.example.com"), key.public_key_der(), {middle, between});
    const Openssl openssl;
    openssl.write("root.pem", der_to_pem(root.certificate));
    openssl.write("middle.pem", der_to_pem(middle));
    openssl.write("leaf.pem", der_to_pem(leaf));
    EXPECT_EQ(
        openssl("verify -x509_strict -purpose sslserver -verify_hostname www.example.com -CAfile root.pem "
                "-untrusted middle.pem leaf.pem"),
        "leaf.pem: OK\n");
    EXPECT_FALSE(openssl
                     .run("verify -x509_strict -purpose sslclient -CAfile root.pem -untrusted middle.pem "
                          "leaf.pem")
                     .succeeded);
    const Chain chain = order_chain(leaf, {root.certificate, middle});
    EXPECT_EQ(chain.issuers, (std::vector{middle, root.certificate}));
    EXPECT_TRUE(chain.reaches_root);
}

struct Signer {
    KeyAlgorithm algorithm;
    SignatureHash hash;
    const char* signature;
};
class EverySigner : public testing::TestWithParam<Signer> {};

TEST_P(EverySigner, signs_as_its_key_demands) {
    const Authority root{GetParam().algorithm};
    const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    const Bytes leaf = sign_certificate(server_template("www.example.com"), key.public_key_der(),
                                        root.issuer(GetParam().hash));
    EXPECT_EQ(parse_der(leaf).signature_algorithm, GetParam().signature);
    EXPECT_TRUE(parse_der(root.certificate).is_self_signed);
    EXPECT_TRUE(is_issued_by(leaf, root.certificate));
    const Openssl openssl;
    openssl.write("root.pem", der_to_pem(root.certificate));
    openssl.write("leaf.pem", der_to_pem(leaf));
    EXPECT_EQ(openssl("verify -x509_strict -auth_level 0 -CAfile root.pem leaf.pem"), "leaf.pem: OK\n");
}

INSTANTIATE_TEST_SUITE_P(
    Signing, EverySigner,
    testing::Values(Signer{KeyAlgorithm::rsa_1024, SignatureHash::sha512, "sha512WithRSAEncryption"},
                    Signer{KeyAlgorithm::rsa_2048, SignatureHash::sha256, "sha256WithRSAEncryption"},
                    Signer{KeyAlgorithm::ec_prime256v1, SignatureHash::sha384, "ecdsa-with-SHA384"},
                    Signer{KeyAlgorithm::ec_secp384r1, SignatureHash::sha384, "ecdsa-with-SHA384"},
                    Signer{KeyAlgorithm::ec_secp521r1, SignatureHash::sha512, "ecdsa-with-SHA512"},
                    Signer{KeyAlgorithm::ed25519, SignatureHash::sha256, "ED25519"}),
    [](const auto& tested) { return std::string{crypto::to_string(tested.param.algorithm)}; });

TEST(Signing, writes_every_field_so_that_it_is_read_again) {
    const Authority root;
    const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_secp384r1);
    const CertificateTemplate described{
        .subject = {{"C", "DE"}, {"O", "Example"}, {"CN", "www.example.com"}},
        .names = {{AlternativeName::Kind::dns, "www.example.com"},
                  {AlternativeName::Kind::ip, "192.0.2.7"},
                  {AlternativeName::Kind::email, "a@example.com"},
                  {AlternativeName::Kind::uri, "spiffe://example.com/x"}},
        .not_before = parse_rfc3339("1950-01-01T00:00:00Z"),
        .not_after = parse_rfc3339("9999-12-31T23:59:59.999999Z"),
        .serial = "0a:1b",
        .key_usages = {"DIGITAL_SIGNATURE", "NON_REPUDIATION", "KEY_ENCIPHERMENT", "DATA_ENCIPHERMENT",
                       "KEY_AGREEMENT", "CERTIFICATE_SIGNING", "CRL_SIGNING", "ENCIPHER_ONLY",
                       "DECIPHER_ONLY"},
        .extended_key_usages = {"TLS_WEB_SERVER_AUTHENTICATION", "TLS_WEB_CLIENT_AUTHENTICATION",
                                "CODE_SIGNING", "EMAIL_PROTECTION", "TIME_STAMPING", "OCSP_SIGNING",
                                "IPSEC_END_SYSTEM", "IPSEC_TUNNEL", "IPSEC_USER", "ANY", "CUSTOM (1.2.3.4)"},
        .basic_constraints = BasicConstraints{.is_ca = true, .path_length = 3},
        .crl_urls = {"http://a.example/1.crl", "http://b.example/1.crl"},
        .ocsp_urls = {"http://ocsp.example/"},
        .ca_issuer_urls = {"http://a.example/ca.cer"},
        .policies = {"2.23.140.1.2.1", "1.2.3.4"},
        .name_constraints = NameConstraints{.permitted = {{AlternativeName::Kind::dns, ".example.com"},
                                                          {AlternativeName::Kind::ip, "10.0.0.0/8"}},
                                            .excluded = {{AlternativeName::Kind::email, "example.org"}}},
        .extensions = {{.oid = "1.3.6.1.4.1.99999.1", .critical = true, .der = {0x05, 0x00}}}};
    const Certificate read = parse_der(sign_certificate(described, key.public_key_der(), root.issuer()));
    EXPECT_EQ(read.subject, "CN=www.example.com,O=Example,C=DE");
    EXPECT_EQ(read.issuer, "CN=Root,O=Example,C=DE");
    EXPECT_EQ(read.serial, "0a:1b");
    EXPECT_EQ(read.spki_sha256, key.spki_sha256());
    EXPECT_EQ(read.key_algorithm, "EC_secp384r1");
    EXPECT_EQ(read.dns_names, std::vector<std::string>{"www.example.com"});
    EXPECT_EQ(read.ip_addresses, std::vector<std::string>{"192.0.2.7"});
    EXPECT_EQ(read.emails, std::vector<std::string>{"a@example.com"});
    EXPECT_EQ(read.uris, std::vector<std::string>{"spiffe://example.com/x"});
    EXPECT_EQ(read.not_before, described.not_before);
    EXPECT_EQ(format_rfc3339(read.not_after), "9999-12-31T23:59:59Z");
    EXPECT_EQ(read.key_usages, described.key_usages);
    EXPECT_EQ(read.extended_key_usages, described.extended_key_usages);
    EXPECT_TRUE(read.is_ca);
    EXPECT_EQ(read.crl_urls, described.crl_urls);
    EXPECT_EQ(read.ocsp_urls, described.ocsp_urls);
    EXPECT_EQ(read.ca_issuer_urls, described.ca_issuer_urls);
    EXPECT_EQ(read.authority_key_id, parse_der(root.certificate).subject_key_id);
    const auto extension = [&](std::string_view oid) {
        return *std::ranges::find(read.extensions, oid, &Extension::oid);
    };
    EXPECT_EQ(extension("2.5.29.19").value, "CA:TRUE, pathlen:3");
    EXPECT_EQ(extension("2.5.29.32").value, "Policy: 2.23.140.1.2.1\nPolicy: 1.2.3.4");
    EXPECT_EQ(extension("2.5.29.30").value,
              "Permitted:\n  DNS:.example.com\n  IP:10.0.0.0/255.0.0.0\nExcluded:\n  email:example.org");
    for (const auto* critical : {"2.5.29.15", "2.5.29.19", "2.5.29.30", "1.3.6.1.4.1.99999.1"})
        EXPECT_TRUE(extension(critical).critical) << critical;
    for (const auto* other :
         {"2.5.29.14", "2.5.29.17", "2.5.29.31", "2.5.29.32", "2.5.29.35", "2.5.29.37", "1.3.6.1.5.5.7.1.1"})
        EXPECT_FALSE(extension(other).critical) << other;
    EXPECT_EQ(read.extensions.size(), 11u);
}

TEST(Signing, names_the_key_as_openssl_would) {
    const Authority root;
    const Openssl openssl;
    openssl.write("key.pem", root.key.to_pkcs8_pem().reveal());
    openssl(
        "req -x509 -key key.pem -subj /CN=x -addext subjectKeyIdentifier=hash -outform DER -out cert.der");
    const std::string theirs = openssl.read("cert.der");
    EXPECT_EQ(parse_der(as_bytes(theirs)).subject_key_id, parse_der(root.certificate).subject_key_id);
}

TEST(Signing, finds_a_name_for_the_key_of_an_issuer_that_has_none) {
    const Authority root;
    const Openssl openssl;
    openssl.write("key.pem", root.key.to_pkcs8_pem().reveal());
    openssl.write(
        "bare.cnf",
        "[req]\ndistinguished_name=dn\nx509_extensions=ext\n[dn]\n[ext]\nsubjectKeyIdentifier=none\n");
    openssl("req -x509 -config bare.cnf -key key.pem -subj /CN=bare -outform DER -out cert.der");
    const std::string bare = openssl.read("cert.der");
    ASSERT_EQ(parse_der(as_bytes(bare)).subject_key_id, "");
    const Bytes leaf =
        sign_certificate(server_template("a.example"), root.key.public_key_der(), {as_bytes(bare), root.key});
    EXPECT_EQ(parse_der(leaf).authority_key_id, parse_der(root.certificate).subject_key_id);
}

TEST(Signing, draws_a_new_serial_each_time) {
    const Authority root;
    const CertificateTemplate described = server_template("www.example.com");
    EXPECT_NE(root.sign(described).serial, root.sign(described).serial);
}

TEST(Signing, makes_names_critical_where_there_is_no_subject) {
    CertificateTemplate described = server_template("www.example.com");
    described.subject.clear();
    const Certificate read = Authority{}.sign(described);
    EXPECT_EQ(read.subject, "");
    EXPECT_TRUE(std::ranges::find(read.extensions, "2.5.29.17", &Extension::oid)->critical);
}

TEST(Signing, writes_only_the_key_identifiers_of_an_empty_template) {
    CertificateTemplate described;
    described.not_after = parse_rfc3339("2030-01-01T00:00:00Z");
    EXPECT_EQ(Authority{}.sign(described).extensions.size(), 2u);
}

TEST(Signing, refuses_what_cannot_be_written) {
    const CertificateTemplate good = server_template("www.example.com");
    const auto changed = [&](auto change) {
        CertificateTemplate described = good;
        change(described);
        return refusal(described);
    };
    EXPECT_EQ(changed([](auto&) {}), "accepted");
    EXPECT_EQ(changed([](auto& c) { c.key_usages = {"SIGNING"}; }), "unknown key usage \"SIGNING\"");
    EXPECT_EQ(changed([](auto& c) {
                  c.extended_key_usages = {"1.2.3", "x"};
              }),
              "unknown extended key usage \"x\"");
    EXPECT_EQ(changed([](auto& c) { c.names[0].value = "a b"; }), "\"a b\" is no DNS name");
    EXPECT_EQ(changed([](auto& c) { c.crl_urls = {"x"}; }), "\"x\" is no URI");
    EXPECT_EQ(changed([](auto& c) { c.ocsp_urls = {"x"}; }), "\"x\" is no URI");
    EXPECT_EQ(changed([](auto& c) { c.policies = {"anyPolicy"}; }), "\"anyPolicy\" is no object identifier");
    EXPECT_EQ(changed([](auto& c) { c.basic_constraints->path_length = 0; }),
              "cannot write a path length of 0");
    EXPECT_EQ(changed([](auto& c) { c.name_constraints = NameConstraints{}; }),
              "cannot write name constraints without a name");
    EXPECT_EQ(changed([](auto& c) { c.serial = "00"; }),
              "cannot use \"00\" as a serial number: it is not positive");
    EXPECT_EQ(changed([](auto& c) { c.not_after = c.not_before - 1s; }),
              "cannot sign a certificate that ends at 2019-12-31T23:59:59Z, before it begins at "
              "2020-01-01T00:00:00Z");
    EXPECT_EQ(changed([](auto& c) { c.not_after = parse_rfc3339("9999-12-31T23:59:59Z") + 1s; }),
              "cannot write a time outside of the years 0 to 9999");
    EXPECT_EQ(changed([](auto& c) {
                  c.extensions = {{.oid = "2.5.29.17", .critical = false, .der = {5, 0}}};
              }),
              "cannot write the extension 2.5.29.17 twice");
    EXPECT_EQ(changed([](auto& c) {
                  c.extensions = {{.oid = "1.2.3", .critical = false, .der = {5, 0}},
                                  {.oid = "1.2.3", .critical = true, .der = {5, 0}}};
              }),
              "cannot write the extension 1.2.3 twice");
    EXPECT_NE(changed([](auto& c) {
                  for (int i = 0; i < 20'000; ++i)
                      c.names.push_back({AlternativeName::Kind::dns, "www.example.com"});
              }).find("the limit is 262144"),
              std::string::npos);
}

TEST(Signing, needs_the_issuers_key_and_a_public_key) {
    const Authority root, other;
    const auto described = server_template("www.example.com");
    const Bytes spki = root.key.public_key_der();
    EXPECT_THROW(sign_certificate(described, spki, {root.certificate, other.key}), Error);
    EXPECT_THROW(sign_certificate(described, spki, {Bytes{1, 2, 3}, root.key}), Error);
    EXPECT_THROW(sign_certificate(described, {}, root.issuer()), Error);
    EXPECT_THROW(sign_certificate(described, root.certificate, root.issuer()), Error);
    Bytes longer = spki;
    longer.push_back(0);
    EXPECT_THROW(sign_certificate(described, longer, root.issuer()), Error);
}

TEST(KeyMatch, tells_whose_key_it_is) {
    const Authority a, b;
    EXPECT_TRUE(matches(a.key, a.certificate));
    EXPECT_FALSE(matches(a.key, b.certificate));
    EXPECT_FALSE(matches(KeyPair::generate(KeyAlgorithm::rsa_1024), a.certificate));
    EXPECT_THROW(matches(a.key, Bytes{1, 2, 3}), Error);
}

}  // namespace
}  // namespace certwright::x509
