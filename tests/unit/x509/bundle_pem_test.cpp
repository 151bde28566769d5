#include "bundles.hpp"

namespace certwright::x509 {
namespace {

using test::bundle_file;
using test::ders;
using test::expect_whole;
using test::flaws;
using test::read;
using test::refusal;

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

std::string whole() {
    return bundle_file("chain.pem") + bundle_file("leaf.key");
}

std::string utf16(const std::string& text, bool little) {
    std::string units = little ? "\xFF\xFE" : "\xFE\xFF";
    for (const char c : text) units.append(little ? std::string{c, '\0'} : std::string{'\0', c});
    return units;
}

TEST(BundlePem, is_read_however_it_was_pasted) {
    const std::string pem = whole();
    for (const auto& text :
         {pem, bundle_file("leaf.key") + bundle_file("chain.pem"), replaced(pem, "\n", "\r\n"),
          "\xEF\xBB\xBF" + pem, pem.substr(0, pem.size() - 1), "  " + replaced(pem, "\n", "\n    "),
          replaced(pem, "\n", "\\n"), "{\"pem\": \"" + replaced(pem, "\n", "\\r\\n") + "\"}",
          utf16(pem, true), utf16(pem, false), utf16(pem, true).substr(2),
          "Bag Attributes\n    localKeyID: 01\n" + pem + "bye", to_base64(as_bytes(pem)),
          replaced(pem, "BEGIN CERT", "BEGIN X509 CERT")}) {
        SCOPED_TRACE(text.substr(0, 60));
        expect_whole(
            read(replaced(text, "END CERT", text.find("X509") == text.npos ? "END CERT" : "END X509 CERT")));
    }
}

TEST(BundlePem, tells_where_everything_stood_and_what_it_was_called) {
    const auto material = read(
        "    friendlyName: web shop\n" + bundle_file("leaf.key") + bundle_file("chain.pem"), {}, "x.pem");
    ASSERT_EQ(material.keys.size(), 1U);
    EXPECT_EQ(material.keys[0].origin.place, "x.pem, block 1");
    EXPECT_EQ(material.keys[0].origin.alias, "web shop");
    EXPECT_EQ(material.certificates.at(2).origin.place, "x.pem, block 4");
    EXPECT_EQ(material.certificates.at(2).origin.alias, "");
}

TEST(BundlePem, keys_are_read_in_every_form) {
    const test::Openssl openssl;
    openssl("genrsa -out rsa.pem 2048");
    openssl.write("ec.pem", bundle_file("leaf.key"));
    const std::string pass = " -passout pass:right ";
    for (const auto& command :
         {std::string{"rsa -in rsa.pem -traditional"}, "rsa -in rsa.pem -traditional -aes128" + pass,
          "rsa -in rsa.pem -traditional -des3" + pass,
          "rsa -in rsa.pem -traditional -des -provider legacy -provider default" + pass,
          std::string{"ec -in ec.pem"}, "ec -in ec.pem -aes256" + pass, "pkcs8 -topk8 -in ec.pem" + pass,
          std::string{"pkcs8 -topk8 -nocrypt -in rsa.pem"}, "pkcs8 -topk8 -scrypt -in ec.pem" + pass,
          "pkcs8 -topk8 -v1 PBE-SHA1-RC2-40 -provider legacy -provider default -in ec.pem" + pass,
          "pkcs8 -topk8 -v1 PBE-MD5-DES -provider legacy -provider default -in ec.pem" + pass,
          "pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA512 -in rsa.pem" + pass}) {
        SCOPED_TRACE(command);
        openssl(command + " -out form.pem");
        const std::string pem = openssl.read("form.pem");
        const auto material = read(pem, {"wrong", "right", "other"});
        EXPECT_EQ(flaws(material), "");
        ASSERT_EQ(material.keys.size(), 1U);
        if (command.find("pass:") == std::string::npos) continue;
        EXPECT_EQ(refusal(pem, {"wrong", "also"}),
                  "cannot read \"file\": cannot read the private key: none of the 2 passwords opens it");
        EXPECT_EQ(
            refusal(pem),
            "cannot read \"file\": cannot read the private key: it is encrypted and no password was given");
    }
}

TEST(BundlePem, certificates_requests_and_pkcs7_come_in_any_block) {
    const test::Openssl openssl;
    openssl.write("chain.pem", bundle_file("chain.pem"));
    openssl.write("leaf.key", bundle_file("leaf.key"));
    openssl("crl2pkcs7 -nocrl -certfile chain.pem -out p7.pem");
    openssl("x509 -in chain.pem -trustout -addtrust serverAuth -out trusted.pem");
    openssl("req -new -key leaf.key -subj /CN=shop.example -out request.pem");
    openssl("ecparam -name prime256v1 -out parameters.pem");
    const auto material = read(openssl.read("parameters.pem") + openssl.read("request.pem") +
                               openssl.read("p7.pem") + openssl.read("trusted.pem"));
    EXPECT_EQ(flaws(material), "");
    EXPECT_EQ(material.requests.size(), 1U);
    ASSERT_EQ(material.certificates.size(), 4U);
    EXPECT_EQ(material.certificates[3].der, test::bundle_chain()[0]);
    EXPECT_EQ(material.certificates[1].origin.place, "file, block 3, certificate 2");
    // IIS calls PKCS#7 a certificate.
    const auto iis = read(replaced(openssl.read("p7.pem"), "PKCS7", "CERTIFICATE"));
    EXPECT_EQ(ders(iis), test::bundle_chain());
}

TEST(BundlePem, what_is_no_use_is_a_flaw_beside_what_is) {
    const test::Openssl openssl;
    openssl.write("leaf.key", bundle_file("leaf.key"));
    openssl("pkey -in leaf.key -pubout -out public.pem");
    const std::string block = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    const auto material =
        read(openssl.read("public.pem") + block + "-----BEGIN PGP MESSAGE-----\n" +
             "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n" +
             bundle_file("chain.pem") + "-----BEGIN CERTIFICATE-----\nMIIB\n");
    EXPECT_EQ(material.certificates.size(), 3U);
    EXPECT_EQ(flaws(material),
              "file, block 1: it is a public key alone\n"
              "file, block 2: it is no structure known here\n"
              "file, block 3: it is a block of PGP, which has nothing to do with X.509\n"
              "file, block 4: it is a private key in OpenSSH's own form\n"
              "file, block 8: the block \"CERTIFICATE\" has no END line\n");
    EXPECT_EQ(refusal(openssl.read("public.pem")), "cannot read \"file\": it is a public key alone");
}

TEST(BundlePem, is_bounded) {
    const std::string certificate = der_to_pem(test::bundle_chain()[0]);
    std::string many;
    for (int i = 0; i < 1001; ++i) many += certificate;
    EXPECT_EQ(refusal(many), "cannot read \"file\": it holds more than 1000 certificates");
    EXPECT_EQ(refusal(std::string(10 * 1024 * 1024 + 1, 'x')),
              "cannot read \"file\": 10485761 bytes are more than 10485760");
    std::string begins;
    for (int i = 0; i < 100'000; ++i) begins += "-----BEGIN X-----\n";
    EXPECT_EQ(refusal(begins), "cannot read \"file\": it holds more than 10000 PEM blocks");
}

}  // namespace
}  // namespace certwright::x509
