#include "x509/signing.hpp"

#include "base/error.hpp"
#include "crypto/der.hpp"
#include "x509/calendar.hpp"
#include "x509/extension_set.hpp"
#include "x509/public_key.hpp"
#include "x509/serial.hpp"

#include <fmt/format.h>
#include <openssl/x509.h>

namespace certwright::x509 {
namespace {

void set_validity(X509* certificate, const CertificateTemplate& described) {
    set_time(X509_getm_notBefore(certificate), described.not_before);
    set_time(X509_getm_notAfter(certificate), described.not_after);
    if (described.not_after < described.not_before)
        throw Error{Fault::invalid,
                    fmt::format("cannot sign a certificate that ends at {}, before it begins at {}",
                                format_rfc3339(described.not_after), format_rfc3339(described.not_before))};
}

/// All but the issuer's name and its key identifier.
Native unsigned_certificate(const CertificateTemplate& described, EVP_PKEY* subject_key) {
    Native certificate{X509_new()};
    const NativeSerial serial = parse_serial(described.serial ? *described.serial : random_serial());
    const NativeName subject =
        described.subject_der.empty() ? native_name(described.subject) : decode_name(described.subject_der);
    crypto::require(certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                        X509_set_serialNumber(certificate.get(), serial.get()) == 1 &&
                        X509_set_subject_name(certificate.get(), subject.get()) == 1 &&
                        X509_set_pubkey(certificate.get(), subject_key) == 1,
                    "make a certificate");
    set_validity(certificate.get(), described);
    return certificate;
}

ExtensionSet extensions_of(const CertificateTemplate& described, const X509* certificate) {
    ExtensionSet set;
    set.add_basic_constraints(described.basic_constraints);
    set.add_key_usages(described.key_usages);
    set.add_extended_key_usages(described.extended_key_usages);
    set.add_subject_key_id(described.subject_key_id.empty() ? key_id(X509_get_X509_PUBKEY(certificate))
                                                            : described.subject_key_id);
    set.add_names(described.names, /*critical=*/described.subject.empty() && described.subject_der.empty());
    set.add_crl_urls(described.crl_urls);
    set.add_access(described.ocsp_urls, described.ca_issuer_urls);
    set.add_policies(described.policies);
    set.add_name_constraints(described.name_constraints);
    return set;
}

void append(X509* certificate, const ExtensionSet& set) {
    for (int i = 0; i < X509v3_get_ext_count(set.native()); ++i)
        crypto::require(X509_add_ext(certificate, X509v3_get_ext(set.native(), i), -1) == 1,
                        "write an extension");
}

Bytes signed_certificate(X509* certificate, const X509_NAME* issuer, const crypto::KeyPair& key,
                         SignatureHash hash) {
    crypto::require(X509_set_issuer_name(certificate, issuer) == 1 &&
                        X509_sign(certificate, key.native(), signature_digest(key, hash)) > 0,
                    "sign a certificate");
    Bytes der = crypto::encode_der<i2d_X509>(certificate);
    if (der.size() > max_der_size)
        throw Error{Fault::invalid, fmt::format("cannot sign a certificate of {} bytes: the limit is {}",
                                                der.size(), max_der_size)};
    return der;
}

}  // namespace

Bytes sign_certificate(const CertificateTemplate& described, BytesView subject_public_key_der,
                       const Issuer& issuer) {
    const Native issuing = issuer_certificate(issuer);
    const crypto::NativeKey subject_key = decode_public_key(subject_public_key_der);
    const Native certificate = unsigned_certificate(described, subject_key.get());
    ExtensionSet set = extensions_of(described, certificate.get());
    set.add_authority_key_id(issuer_key_id(issuing.get()));
    set.add_raw(described.extensions);
    append(certificate.get(), set);
    return signed_certificate(certificate.get(), X509_get_subject_name(issuing.get()), issuer.key,
                              issuer.hash);
}

Bytes self_sign(const CertificateTemplate& described, const crypto::KeyPair& key, SignatureHash hash) {
    const Native certificate = unsigned_certificate(described, key.native());
    ExtensionSet set = extensions_of(described, certificate.get());
    set.add_raw(described.extensions);
    append(certificate.get(), set);
    return signed_certificate(certificate.get(), X509_get_subject_name(certificate.get()), key, hash);
}

}  // namespace certwright::x509
