#include "x509/crl.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "base/pem.hpp"
#include "crypto/der.hpp"
#include "x509/calendar.hpp"
#include "x509/crl_native.hpp"
#include "x509/extensions.hpp"
#include "x509/names.hpp"
#include "x509/pem_or_der.hpp"
#include "x509/serial.hpp"

#include <fmt/format.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>

namespace certwright::x509 {
namespace {

constexpr std::array<std::string_view, 1> crl_labels{"X509 CRL"};
constexpr crypto::DerKind crl_kind{.name = "a revocation list",
                                   .hint = "give one X.509 revocation list in PEM or DER",
                                   .max_size = max_crl_size};

/// Unspecified, too, where the number is none of RFC 5280.
RevocationReason reason_of(const X509_REVOKED* entry) {
    const Handle<ASN1_ENUMERATED, ASN1_ENUMERATED_free> code{
        static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr))};
    const long number = code ? ASN1_ENUMERATED_get(code.get()) : 0;
    return number < 0 || number == 7 || number > 10 ? RevocationReason::unspecified
                                                    : static_cast<RevocationReason>(number);
}

std::vector<RevokedCertificate> entries_of(X509_CRL* crl) {
    std::vector<RevokedCertificate> found;
    const auto* entries = X509_CRL_get_REVOKED(crl);
    for (int i = 0; i < sk_X509_REVOKED_num(entries); ++i) {
        const X509_REVOKED* entry = sk_X509_REVOKED_value(entries, i);
        found.push_back(
            {.serial = serial_text(X509_REVOKED_get0_serialNumber(entry)),
             .revoked_at = time_of(X509_REVOKED_get0_revocationDate(entry), "the time of a revocation"),
             .reason = reason_of(entry)});
    }
    return found;
}

std::string number_of(const X509_CRL* crl) {
    const Handle<ASN1_INTEGER, ASN1_INTEGER_free> number{
        static_cast<ASN1_INTEGER*>(X509_CRL_get_ext_d2i(crl, NID_crl_number, nullptr, nullptr))};
    return number ? serial_text(number.get()) : std::string{};
}

std::string signature_algorithm(const X509_CRL* crl) {
    const X509_ALGOR* algorithm = nullptr;
    X509_CRL_get0_signature(crl, nullptr, &algorithm);
    return signature_name(algorithm);
}

}  // namespace

void CrlRelease::operator()(X509_CRL* crl) const noexcept {
    X509_CRL_free(crl);
}

NativeCrl decode_crl(BytesView der) {
    return crypto::decode_der<NativeCrl, d2i_X509_CRL>(der, crl_kind);
}

Crl parse_crl(BytesView input) {
    const NativeCrl native = decode_crl(pem_or_der(input, crl_labels, crl_kind));
    const crypto::QuietErrors quiet;
    X509_CRL* crl = native.get();
    Crl read;
    read.issuer = distinguished_name(X509_CRL_get_issuer(crl));
    read.authority_key_id = key_identifiers(X509_CRL_get0_extensions(crl)).authority;
    read.this_update = time_of(X509_CRL_get0_lastUpdate(crl), "the time of a revocation list");
    if (const ASN1_TIME* next = X509_CRL_get0_nextUpdate(crl))
        read.next_update = time_of(next, "the next update of a revocation list");
    read.number = number_of(crl);
    read.signature_algorithm = signature_algorithm(crl);
    read.revoked = entries_of(crl);
    return read;
}

bool is_crl_issued_by(BytesView crl, BytesView issuer_certificate) {
    const NativeCrl native = decode_crl(crl);
    const Native issuer = decode(issuer_certificate);
    const crypto::QuietErrors quiet;
    if (X509_NAME_cmp(X509_CRL_get_issuer(native.get()), X509_get_subject_name(issuer.get())) != 0)
        return false;
    EVP_PKEY* key = X509_get0_pubkey(issuer.get());
    return key && X509_CRL_verify(native.get(), key) == 1;
}

std::string crl_to_pem(BytesView der) {
    return to_pem(crl_labels.front(), der);
}

}  // namespace certwright::x509
