#include "x509/certificate.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "certificates.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

using test::der_of;

const Extension& extension(const Certificate& certificate, const std::string& oid) {
    const auto found = std::ranges::find(certificate.extensions, oid, &Extension::oid);
    if (found == certificate.extensions.end()) throw std::runtime_error{"no extension " + oid};
    return *found;
}

// expected.json is what openssl and Python's cryptography read in the same files.
TEST(Certificate, reads_what_openssl_and_cryptography_read) {
    const auto expected = json::parse(test::vector_file("x509/expected.json"), "expected.json").as_object();
    ASSERT_GE(expected.size(), 25u);
    for (const auto& [name, value] : expected) {
        SCOPED_TRACE(std::string{name});
        const auto& want = value.as_object();
        const Certificate got = test::certificate(std::string{name});
        const auto text = [&](std::string_view key) { return json::text(want, key).value(); };
        EXPECT_EQ(got.fingerprint_sha256, text("fingerprint_sha256"));
        EXPECT_EQ(got.fingerprint_sha1, text("fingerprint_sha1"));
        EXPECT_EQ(got.spki_sha256, text("spki_sha256"));
        EXPECT_EQ(got.subject_key_id, text("subject_key_id"));
        EXPECT_EQ(got.authority_key_id, text("authority_key_id"));
        EXPECT_EQ(got.serial, text("serial"));
        EXPECT_EQ(got.subject, text("subject"));
        EXPECT_EQ(got.issuer, text("issuer"));
        EXPECT_EQ(got.common_name, text("common_name"));
        EXPECT_EQ(got.dns_names, json::texts(want, "dns_names"));
        EXPECT_EQ(got.ip_addresses, json::texts(want, "ip_addresses"));
        EXPECT_EQ(got.emails, json::texts(want, "emails"));
        EXPECT_EQ(got.uris, json::texts(want, "uris"));
        EXPECT_EQ(format_rfc3339(got.not_before), text("not_before"));
        EXPECT_EQ(format_rfc3339(got.not_after), text("not_after"));
        EXPECT_EQ(got.key_algorithm, text("key_algorithm"));
        EXPECT_EQ(got.key_bits, json::integer(want, "key_bits"));
        EXPECT_EQ(got.signature_algorithm, text("signature_algorithm"));
        EXPECT_EQ(got.key_usages, json::texts(want, "key_usages"));
        EXPECT_EQ(got.extended_key_usages, json::texts(want, "extended_key_usages"));
        EXPECT_EQ(got.is_ca, json::boolean(want, "is_ca"));
        EXPECT_EQ(got.is_self_signed, json::boolean(want, "is_self_signed"));
        EXPECT_EQ(got.ocsp_urls, json::texts(want, "ocsp_urls"));
        EXPECT_EQ(got.ca_issuer_urls, json::texts(want, "ca_issuer_urls"));
        EXPECT_EQ(got.crl_urls, json::texts(want, "crl_urls"));
        const auto& extensions = want.at("extensions").as_array();
        ASSERT_EQ(got.extensions.size(), extensions.size());
        for (std::size_t i = 0; i < extensions.size(); ++i) {
            EXPECT_EQ(got.extensions[i].oid, std::string_view{extensions[i].at(0).as_string()});
            EXPECT_EQ(got.extensions[i].critical, extensions[i].at(1).as_bool());
        }
    }
}

TEST(Certificate, shows_extensions_as_openssl_prints_them) {
    EXPECT_EQ(extension(test::certificate("root"), "2.5.29.15").name, "X509v3 Key Usage");
    EXPECT_EQ(extension(test::certificate("root"), "2.5.29.15").value, "Certificate Sign, CRL Sign");
    const auto names = extension(test::certificate("san_kinds"), "2.5.29.17").value;
    EXPECT_NE(names.find("DNS:*.example.com"), std::string::npos) << names;
    EXPECT_NE(names.find("Registered ID:1.2.3.4"), std::string::npos) << names;
    EXPECT_NE(names.find("somebody"), std::string::npos) << names;
}

TEST(Certificate, names_an_unknown_extension_by_its_oid_and_dumps_its_bytes) {
    const auto certificate = test::certificate("critical_unknown");
    const auto& unknown = extension(certificate, "1.3.6.1.4.1.99999.1");
    EXPECT_EQ(unknown.name, "1.3.6.1.4.1.99999.1");
    EXPECT_TRUE(unknown.critical);
    EXPECT_NE(unknown.value.find("04 03 61 62 63"), std::string::npos) << unknown.value;
}

TEST(Certificate, does_not_end_a_name_at_an_embedded_nul) {
    EXPECT_EQ(test::certificate("nul_name").dns_names,
              std::vector<std::string>{"good.example\\00.evil.example"});
}

TEST(Certificate, is_not_self_signed_when_another_key_of_the_same_name_signed_it) {
    EXPECT_TRUE(test::certificate("root").is_self_signed);
    EXPECT_FALSE(test::certificate("leaf").is_self_signed);
}

TEST(Certificate, refuses_every_truncation) {
    const Bytes der = der_of("usages");
    for (std::size_t size = 0; size < der.size(); ++size)
        EXPECT_THROW(parse_der(BytesView{der}.first(size)), Error) << size;
}

TEST(Certificate, refuses_bytes_behind_it_and_says_how_many) {
    Bytes der = der_of("p256");
    der.insert(der.end(), {1, 2, 3});
    try {
        parse_der(der);
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        EXPECT_EQ(error.message(), "cannot read a certificate: 3 bytes follow it");
    }
}

TEST(Certificate, survives_every_single_byte_change) {
    const Bytes der = der_of("san_kinds");
    int read_anyway = 0;
    for (std::size_t i = 0; i < der.size(); ++i) {
        Bytes changed = der;
        changed[i] ^= 0xff;
        try {
            const auto certificate = parse_der(changed);
            EXPECT_NE(certificate.fingerprint_sha256, fingerprint_sha256(der));
            ++read_anyway;
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::invalid);
        }
    }
    EXPECT_GT(read_anyway, 0);
}

TEST(Certificate, refuses_what_no_certificate_can_be_long_enough_for) {
    EXPECT_THROW(parse_der(Bytes(300 * 1024, 0x30)), Error);
}

}  // namespace
}  // namespace certwright::x509
