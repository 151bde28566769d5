#include "x509/request.hpp"

#include "base/error.hpp"
#include "support/authority.hpp"
#include "support/openssl.hpp"
#include "x509/names.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

using crypto::KeyAlgorithm;
using crypto::KeyPair;
using test::Openssl;
using Kind = AlternativeName::Kind;

const KeyPair& some_key() {
    static const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    return key;
}

std::string request_refusal(std::string_view input) {
    try {
        (void)parse_request(as_bytes(input));
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        return error.message();
    }
    return "accepted";
}

RequestTemplate full_template() {
    return {
        .subject = {{"C", "DE"}, {"O", "Example"}, {"CN", "www.example.com"}},
        .names = {{Kind::dns, "www.example.com"}, {Kind::dns, "*.example.com"}, {Kind::ip, "2001:db8::7"}},
        .key_usages = {"DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"},
        .extended_key_usages = {"TLS_WEB_SERVER_AUTHENTICATION", "CUSTOM (1.2.3.4)"},
        .basic_constraints = BasicConstraints{.is_ca = true, .path_length = 1},
        .extensions = {{.oid = "1.3.6.1.5.5.7.1.24", .critical = false, .der = from_hex("3003020105")}}};
}

TEST(Request, is_read_as_it_was_made) {
    const RequestTemplate described = full_template();
    const Bytes der = make_request(described, some_key());
    const Request read = parse_request(der);
    EXPECT_EQ(read.subject, "CN=www.example.com,O=Example,C=DE");
    EXPECT_EQ(read.subject_parts, described.subject);
    EXPECT_EQ(read.names, described.names);
    EXPECT_EQ(read.public_key, some_key().public_key_der());
    EXPECT_EQ(read.spki_sha256, some_key().spki_sha256());
    EXPECT_EQ(read.key_algorithm, "EC_prime256v1");
    EXPECT_EQ(read.key_bits, 256);
    EXPECT_EQ(read.signature_algorithm, "ecdsa-with-SHA256");
    EXPECT_TRUE(read.signature_valid);
    EXPECT_EQ(read.key_usages, described.key_usages);
    EXPECT_EQ(read.extended_key_usages, described.extended_key_usages);
    EXPECT_TRUE(read.basic_constraints->is_ca);
    EXPECT_EQ(read.basic_constraints->path_length, 1);
    ASSERT_EQ(read.extensions.size(), 5u);
    EXPECT_EQ(read.extensions.back().name, "TLS Feature");
    ASSERT_EQ(read.raw_extensions.size(), 5u);
    EXPECT_EQ(read.raw_extensions.back().oid, "1.3.6.1.5.5.7.1.24");
    EXPECT_FALSE(read.raw_extensions.back().critical);
    EXPECT_EQ(to_hex(read.raw_extensions.back().der), "3003020105");
    EXPECT_EQ(parse_request(as_bytes(request_to_pem(der))).public_key, read.public_key);
}

TEST(Request, of_nothing_but_a_key_asks_for_nothing) {
    const Request read = parse_request(make_request({}, some_key()));
    EXPECT_EQ(read.subject, "");
    EXPECT_TRUE(read.names.empty() && read.key_usages.empty() && read.extensions.empty());
    EXPECT_FALSE(read.basic_constraints);
    EXPECT_TRUE(read.signature_valid);
}

TEST(Request, is_verified_by_openssl_for_every_kind_of_key) {
    const Openssl openssl;
    for (const KeyAlgorithm algorithm : {KeyAlgorithm::rsa_1024, KeyAlgorithm::ec_prime256v1,
                                         KeyAlgorithm::ec_secp521r1, KeyAlgorithm::ed25519}) {
        const KeyPair key = KeyPair::generate(algorithm);
        const Bytes der = make_request(full_template(), key, SignatureHash::sha384);
        EXPECT_TRUE(parse_request(der).signature_valid);
        openssl.write("request.pem", request_to_pem(der));
        const std::string text = openssl("req -verify -noout -text -in request.pem");
        for (const auto* part : {"Certificate request self-signature verify OK",
                                 "Subject: C = DE, O = Example, CN = www.example.com",
                                 "DNS:www.example.com, DNS:*.example.com, IP Address:2001:DB8:0:0:0:0:0:7",
                                 "Digital Signature, Key Encipherment",
                                 "TLS Web Server Authentication, 1.2.3.4", "CA:TRUE, pathlen:1"})
            EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
    }
}

TEST(Request, of_openssl_is_read) {
    const Openssl openssl;
    openssl(
        "req -new -newkey rsa:1024 -nodes -keyout key.pem -subj '/C=DE/O=Bücher \\+ "
        "Söhne/CN=a.example/CN=b.example' "
        "-utf8 -addext 'subjectAltName=DNS:a.example,email:x@a.example,URI:urn:x,RID:1.2.3,IP:192.0.2.1' "
        "-addext keyUsage=keyCertSign -sha512 -out request.pem");
    const std::string pem = openssl.read("request.pem");
    const Request read = parse_request(as_bytes("some words\n" + pem));
    EXPECT_EQ(
        read.subject_parts,
        (DistinguishedName{{"C", "DE"}, {"O", "Bücher + Söhne"}, {"CN", "a.example"}, {"CN", "b.example"}}));
    EXPECT_EQ(read.names, (std::vector<AlternativeName>{{Kind::dns, "a.example"},
                                                        {Kind::email, "x@a.example"},
                                                        {Kind::uri, "urn:x"},
                                                        {Kind::ip, "192.0.2.1"}}));
    EXPECT_EQ(read.key_algorithm, "RSA_1024");
    EXPECT_EQ(read.signature_algorithm, "sha512WithRSAEncryption");
    EXPECT_TRUE(read.signature_valid);
    EXPECT_EQ(as_text(read.public_key), openssl("pkey -in key.pem -pubout -outform DER"));
    std::string old = pem;
    for (auto at = old.find(" CERTIFICATE"); at != std::string::npos; at = old.find(" CERTIFICATE", at + 5))
        old.insert(at, " NEW");
    EXPECT_TRUE(parse_request(as_bytes(old)).signature_valid);
}

TEST(Request, is_ready_for_a_certificate) {
    const test::Authority root;
    const Request request = parse_request(make_request(full_template(), some_key()));
    CertificateTemplate described = test::server_template("ignored.example");
    described.subject = request.subject_parts;
    described.names = request.names;
    described.extended_key_usages = request.extended_key_usages;
    const Certificate read = parse_der(sign_certificate(described, request.public_key, root.issuer()));
    EXPECT_EQ(read.subject, request.subject);
    EXPECT_EQ(read.spki_sha256, request.spki_sha256);
    EXPECT_EQ(read.dns_names, (std::vector<std::string>{"www.example.com", "*.example.com"}));
    EXPECT_EQ(read.extended_key_usages, request.extended_key_usages);
}

TEST(Request, with_an_embedded_nul_in_a_name_is_refused) {
    constexpr std::string_view name = "good-example.evil";
    RequestTemplate in_names, in_subject;
    in_names.names = {{Kind::dns, std::string{name}}};
    in_subject.subject = {{"CN", std::string{name}}};
    for (const auto& [described, message] :
         {std::pair{in_names,
                    R"(cannot read a certificate signing request: it names "good\\00example.evil")"},
          std::pair{in_subject, "cannot read the CN of a name: it is no plain text"}}) {
        Bytes der = make_request(described, some_key());
        *(std::search(der.begin(), der.end(), name.begin(), name.end()) + 4) = 0;
        EXPECT_EQ(request_refusal(as_text(der)), message);
    }
}

TEST(Request, says_that_another_key_signed_it) {
    Bytes der = make_request(full_template(), some_key());
    der.back() = static_cast<std::uint8_t>(der.back() ^ 1);
    EXPECT_FALSE(parse_request(der).signature_valid);
}

TEST(Request, refuses_keys_that_take_long_to_check) {
    const Openssl openssl;
    openssl.write("spki.cnf",
                  "asn1=SEQUENCE:spki\n[spki]\nalgorithm=SEQUENCE:algorithm\nkey=BITWRAP,SEQUENCE:rsa\n"
                  "[algorithm]\noid=OID:rsaEncryption\nnull=NULL\n[rsa]\nn=INTEGER:0x" +
                      std::string(8200 / 4, 'f') + "\ne=INTEGER:65537\n");
    openssl("asn1parse -genconf spki.cnf -noout -out spki.der");
    const std::string spki = openssl.read("spki.der");
    const test::Authority root;
    try {
        (void)sign_certificate(test::server_template("a.example"), as_bytes(spki), root.issuer());
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.message(), "cannot use a public key of RSA with 8200 bits");
    }
}

TEST(Request, refuses_what_is_none) {
    EXPECT_EQ(request_refusal(""), "cannot read a certificate signing request: it is empty");
    EXPECT_EQ(request_refusal("words"), "the text holds no PEM block CERTIFICATE REQUEST");
    EXPECT_EQ(request_refusal("-----BEGIN CERTIFICATE REQUEST-----\nMAA="),
              "cannot read a certificate signing request: it has no END line");
    EXPECT_EQ(request_refusal("-----BEGIN CERTIFICATE REQUEST-----\n!\n-----END CERTIFICATE REQUEST-----\n"),
              "cannot read a certificate signing request: cannot decode base64: malformed text");
    EXPECT_NE(request_refusal(as_text(test::Authority{}.certificate))
                  .find("cannot read a certificate signing request: "),
              std::string::npos);
    EXPECT_EQ(request_refusal(std::string(600 * 1024, '0')),
              "cannot read a certificate signing request of 614400 bytes: the limit is 262144");
    EXPECT_EQ(request_refusal(std::string(300 * 1024, '0')),
              "cannot read a certificate signing request of 307200 bytes: the limit is 262144");
    const Bytes der = make_request(full_template(), some_key());
    for (std::size_t size = 0; size < der.size(); ++size)
        EXPECT_NE(request_refusal(as_text(BytesView{der}.first(size))), "accepted") << size;
    EXPECT_EQ(request_refusal(std::string{as_text(der)} + "ab"),
              "cannot read a certificate signing request: 2 bytes follow it");
}

RC_GTEST_PROP(Request, with_a_changed_byte_is_refused_or_not_validly_signed, ()) {
    static const Bytes der = make_request(full_template(), some_key());
    Bytes changed = der;
    const auto at = *rc::gen::inRange<std::size_t>(0, der.size());
    changed[at] = static_cast<std::uint8_t>(changed[at] ^ *rc::gen::inRange<int>(1, 256));
    try {
        RC_ASSERT(!parse_request(changed).signature_valid);
    } catch (const Error& error) {
        RC_ASSERT(error.fault() == Fault::invalid);
    }
}

}  // namespace
}  // namespace certwright::x509
