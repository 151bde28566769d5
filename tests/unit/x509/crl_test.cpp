#include "x509/crl.hpp"

#include "base/error.hpp"
#include "support/authority.hpp"
#include "support/openssl.hpp"
#include "x509/serial.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

using crypto::KeyAlgorithm;
using test::Authority;
using test::Openssl;

constexpr std::array written_reasons{
    RevocationReason::unspecified,      RevocationReason::key_compromise,
    RevocationReason::ca_compromise,    RevocationReason::affiliation_changed,
    RevocationReason::superseded,       RevocationReason::cessation_of_operation,
    RevocationReason::certificate_hold, RevocationReason::privilege_withdrawn,
    RevocationReason::a_a_compromise,
};

const Authority& root() {
    static const Authority authority;
    return authority;
}

Time noon() {
    return parse_rfc3339("2025-01-01T12:00:00Z");
}

CrlTemplate full_template() {
    CrlTemplate described{.this_update = noon(), .next_update = noon() + 168h, .number = 4097, .revoked = {}};
    for (std::size_t i = 0; i < written_reasons.size(); ++i)
        described.revoked.push_back(
            {"0a:0" + std::to_string(i + 1), noon() - std::chrono::hours{i}, written_reasons[i]});
    return described;
}

std::string refusal(const CrlTemplate& described) {
    try {
        (void)sign_crl(described, root().issuer());
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        return error.message();
    }
    return "accepted";
}

TEST(RevocationReason, is_written_as_acm_writes_it) {
    for (const RevocationReason reason : written_reasons)
        EXPECT_EQ(parse_revocation_reason(to_string(reason)), reason);
    EXPECT_EQ(parse_revocation_reason("key_compromise"), RevocationReason::key_compromise);
    EXPECT_EQ(parse_revocation_reason("CERTIFICATE_AUTHORITY_COMPROMISE"), RevocationReason::ca_compromise);
    EXPECT_EQ(parse_revocation_reason("SUPERCEDED"), RevocationReason::superseded);
    EXPECT_EQ(parse_revocation_reason("REMOVE_FROM_CRL"), RevocationReason::remove_from_crl);
    EXPECT_THROW(parse_revocation_reason(""), Error);
    EXPECT_THROW(parse_revocation_reason("because"), Error);
}

TEST(Crl, is_read_as_it_was_made) {
    const CrlTemplate described = full_template();
    const Bytes der = sign_crl(described, root().issuer(SignatureHash::sha512));
    for (const Crl& read : {parse_crl(der), parse_crl(as_bytes(crl_to_pem(der)))}) {
        EXPECT_EQ(read.issuer, "CN=Root,O=Example,C=DE");
        EXPECT_EQ(read.authority_key_id, parse_der(root().certificate).subject_key_id);
        EXPECT_EQ(read.this_update, described.this_update);
        EXPECT_EQ(read.next_update, described.next_update);
        EXPECT_EQ(read.number, "10:01");
        EXPECT_EQ(read.signature_algorithm, "ecdsa-with-SHA512");
        EXPECT_EQ(read.revoked, described.revoked);
    }
    EXPECT_TRUE(is_crl_issued_by(der, root().certificate));
    EXPECT_FALSE(is_crl_issued_by(der, Authority{}.certificate));
}

TEST(Crl, may_be_empty) {
    const CrlTemplate described{.this_update = noon(), .next_update = noon(), .number = 0, .revoked = {}};
    const Crl read = parse_crl(sign_crl(described, root().issuer()));
    EXPECT_TRUE(read.revoked.empty());
    EXPECT_EQ(read.number, "00");
}

TEST(Crl, is_verified_by_openssl_for_every_kind_of_key) {
    const Openssl openssl;
    for (const KeyAlgorithm algorithm : {KeyAlgorithm::rsa_1024, KeyAlgorithm::ec_prime256v1,
                                         KeyAlgorithm::ec_secp384r1, KeyAlgorithm::ed25519}) {
        const Authority authority{algorithm};
        openssl.write("ca.pem", der_to_pem(authority.certificate));
        openssl.write("crl.pem", crl_to_pem(sign_crl(full_template(), authority.issuer())));
        const std::string text = openssl("crl -in crl.pem -CAfile ca.pem -noout -text -verify");
        for (const auto* part :
             {"verify OK", "Version 2 (0x1)", "Last Update: Jan  1 12:00:00 2025 GMT",
              "Next Update: Jan  8 12:00:00 2025 GMT", "X509v3 CRL Number: \n                4097",
              "Serial Number: 0A01\n", "Revocation Date: Jan  1 11:00:00 2025 GMT", "Key Compromise",
              "CA Compromise", "Affiliation Changed", "Superseded", "Cessation Of Operation",
              "Certificate Hold", "Privilege Withdrawn", "AA Compromise"})
            EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
        EXPECT_EQ(text.find("Unspecified"), std::string::npos);  // RFC 5280 section 5.3.1: left out
    }
}

TEST(Crl, revokes_for_openssl_what_is_on_it) {
    const Openssl openssl;
    openssl.write("ca.pem", der_to_pem(root().certificate));
    const auto issue = [&](const std::string& name, const std::string& serial) {
        CertificateTemplate described = test::server_template(name);
        described.serial = serial;
        openssl.write(name,
                      der_to_pem(sign_certificate(described, root().key.public_key_der(), root().issuer())));
    };
    issue("good.example", "0b:01");
    issue("bad.example", "0a:02");
    openssl.write("crl.pem", crl_to_pem(sign_crl(full_template(), root().issuer())));
    const std::string verify =
        "verify -x509_strict -crl_check -attime 1735732801 -CAfile ca.pem -CRLfile crl.pem ";
    EXPECT_EQ(openssl(verify + "good.example"), "good.example: OK\n");
    const auto bad = openssl.run(verify + "bad.example");
    EXPECT_FALSE(bad.succeeded);
    EXPECT_NE(bad.output.find("certificate revoked"), std::string::npos) << bad.output;
}

TEST(Crl, of_openssl_is_read) {
    const Openssl openssl;
    openssl.write("ca.pem", der_to_pem(root().certificate));
    openssl.write("key.pem", root().key.to_pkcs8_pem().reveal());
    openssl.write("ca.cnf", "[ca]\ndefault_ca=d\n[d]\ndatabase=index\ndefault_md=sha256\n");
    openssl.write(
        "index",
        "R\t491231235959Z\t250101120000Z,keyCompromise\t0A01\tunknown\t/CN=a\n"
        "R\t491231235959Z\t250101120000Z\t00B2\tunknown\t/CN=b\n"
        "R\t491231235959Z\t250101120000Z,holdInstruction,holdInstructionReject\t03\tunknown\t/CN=c\n");
    openssl("ca -config ca.cnf -gencrl -cert ca.pem -keyfile key.pem -crldays 1 -out crl.pem");
    const Crl read = parse_crl(as_bytes(openssl.read("crl.pem")));
    EXPECT_EQ(read.number, "");
    std::vector<RevokedCertificate> revoked = read.revoked;
    std::ranges::sort(revoked, {}, &RevokedCertificate::serial);
    EXPECT_EQ(revoked, (std::vector<RevokedCertificate>{{"03", noon(), RevocationReason::certificate_hold},
                                                        {"0a:01", noon(), RevocationReason::key_compromise},
                                                        {"b2", noon(), RevocationReason::unspecified}}));
}

TEST(Crl, refuses_what_cannot_be_written) {
    const auto changed = [&](auto change) {
        CrlTemplate described = full_template();
        change(described);
        return refusal(described);
    };
    EXPECT_EQ(changed([](auto&) {}), "accepted");
    EXPECT_EQ(changed([](auto& c) {
                  c.revoked.push_back({"0A:01", noon(), RevocationReason::unspecified});
              }),
              "the serial number 0A:01 is revoked twice");
    EXPECT_EQ(changed([](auto& c) { c.revoked[0].reason = RevocationReason::remove_from_crl; }),
              "cannot write REMOVE_FROM_CRL in a complete revocation list");
    EXPECT_EQ(changed([](auto& c) { c.revoked[0].serial = "x"; }),
              "cannot use \"x\" as a serial number: it is no hexadecimal number");
    EXPECT_EQ(changed([](auto& c) { c.next_update = c.this_update - 1s; }),
              "cannot sign a revocation list whose next update, 2025-01-01T11:59:59Z, is before "
              "2025-01-01T12:00:00Z");
    EXPECT_THROW(sign_crl(full_template(), {root().certificate, Authority{}.key}), Error);
}

TEST(Crl, refuses_what_is_none) {
    const Bytes der = sign_crl(full_template(), root().issuer());
    for (std::size_t size = 0; size < der.size(); ++size)
        EXPECT_THROW(parse_crl(BytesView{der}.first(size)), Error) << size;
    EXPECT_THROW(parse_crl(as_bytes("words")), Error);
    EXPECT_THROW(parse_crl(root().certificate), Error);
    EXPECT_THROW(parse_crl(Bytes(9 * 1024 * 1024, 0x30)), Error);
    EXPECT_THROW(is_crl_issued_by(root().certificate, root().certificate), Error);
}

RC_GTEST_PROP(Crl, comes_back_with_every_entry, ()) {
    const auto hours = rc::gen::inRange<int>(0, 100'000);
    CrlTemplate described{.this_update = noon(),
                          .next_update = noon(),
                          .number = *rc::gen::arbitrary<std::uint64_t>(),
                          .revoked = {}};
    for (const int offset : *rc::gen::container<std::vector<int>>(hours))
        described.revoked.push_back(
            {random_serial(), noon() - std::chrono::hours{offset}, *rc::gen::elementOf(written_reasons)});
    RC_ASSERT(parse_crl(sign_crl(described, root().issuer())).revoked == described.revoked);
}

RC_GTEST_PROP(Crl, with_a_changed_byte_is_refused_or_not_the_issuers, ()) {
    static const Bytes der = sign_crl(full_template(), root().issuer());
    Bytes changed = der;
    const auto at = *rc::gen::inRange<std::size_t>(0, der.size());
    changed[at] = static_cast<std::uint8_t>(changed[at] ^ *rc::gen::inRange<int>(1, 256));
    try {
        (void)parse_crl(changed);
        RC_ASSERT(!is_crl_issued_by(changed, root().certificate));
    } catch (const Error& error) {
        RC_ASSERT(error.fault() == Fault::invalid);
    }
}

}  // namespace
}  // namespace certwright::x509
