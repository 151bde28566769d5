#include "x509/certificate.hpp"

#include "base/error.hpp"
#include "crypto/digest.hpp"
#include "crypto/failure.hpp"
#include "x509/calendar.hpp"
#include "x509/extensions.hpp"
#include "x509/names.hpp"
#include "x509/native.hpp"
#include "x509/public_key.hpp"
#include "x509/serial.hpp"
#include "x509/signature.hpp"

#include <openssl/objects.h>
#include <openssl/x509.h>

namespace certwright::x509 {
namespace {

std::string signature_algorithm(const X509* certificate) {
    const X509_ALGOR* algorithm = nullptr;
    X509_get0_signature(nullptr, &algorithm, certificate);
    return signature_name(algorithm);
}

std::string signature_hash(X509* certificate) {
    int hash = NID_undef;
    // RSASSA-PSS does not name it in its algorithm but in the parameters. Asking for those of every
    // certificate would make OpenSSL read all extensions once more.
    if (X509_get_signature_nid(certificate) == NID_rsassaPss)
        static_cast<void>(X509_get_signature_info(certificate, &hash, nullptr, nullptr, nullptr));
    else
        OBJ_find_sigid_algs(X509_get_signature_nid(certificate), &hash, nullptr);
    return hash == NID_undef ? std::string{} : std::string{OBJ_nid2sn(hash)};
}

std::vector<std::string>& names_of(Certificate& certificate, AlternativeName::Kind kind) {
    switch (kind) {
        case AlternativeName::Kind::dns:
            return certificate.dns_names;
        case AlternativeName::Kind::ip:
            return certificate.ip_addresses;
        case AlternativeName::Kind::email:
            return certificate.emails;
        case AlternativeName::Kind::uri:
            return certificate.uris;
    }
    throw Error{Fault::internal, "unknown kind of name"};
}

bool is_self_signed(X509* certificate) {
    if (X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) != 0)
        return false;
    EVP_PKEY* key = X509_get0_pubkey(certificate);
    return key && X509_verify(certificate, key) == 1;
}

}  // namespace

std::string fingerprint_sha256(BytesView der) {
    return crypto::sha256_hex(der);
}

Certificate parse_der(BytesView der) {
    const Native native = decode(der);
    const crypto::QuietErrors quiet;
    X509* certificate = native.get();

    Certificate read;
    read.fingerprint_sha256 = fingerprint_sha256(der);
    read.fingerprint_sha1 = to_hex(crypto::sha1(der));
    read.version = static_cast<int>(X509_get_version(certificate)) + 1;
    read.serial = serial_text(X509_get0_serialNumber(certificate));
    read.subject = distinguished_name(X509_get_subject_name(certificate));
    read.issuer = distinguished_name(X509_get_issuer_name(certificate));
    read.common_name = most_specific_common_name(X509_get_subject_name(certificate));
    read.not_before = time_of(X509_get0_notBefore(certificate), "the notBefore of a certificate");
    read.not_after = time_of(X509_get0_notAfter(certificate), "the notAfter of a certificate");
    read.signature_algorithm = signature_algorithm(certificate);
    read.signature_hash = signature_hash(certificate);
    read.is_self_signed = is_self_signed(certificate);

    auto key = public_key(X509_get_X509_PUBKEY(certificate));
    read.spki_sha256 = std::move(key.spki_sha256);
    read.key_algorithm = std::move(key.algorithm);
    read.key_bits = key.bits;
    read.rsa_exponent = std::move(key.rsa_exponent);

    const ExtensionList* extensions = X509_get0_extensions(certificate);
    for (AlternativeName& name : subject_alternative_names(extensions))
        names_of(read, name.kind).push_back(std::move(name.value));

    auto identifiers = key_identifiers(extensions);
    read.subject_key_id = std::move(identifiers.subject);
    read.authority_key_id = std::move(identifiers.authority);

    auto found = locations(extensions);
    read.ocsp_urls = std::move(found.ocsp);
    read.ca_issuer_urls = std::move(found.ca_issuers);
    read.crl_urls = std::move(found.crl);

    read.key_usages = key_usages(extensions);
    read.extended_key_usages = extended_key_usages(extensions);
    const auto constraints = basic_constraints(extensions);
    read.is_ca = constraints && constraints->is_ca;
    read.extensions = all_extensions(extensions);
    return read;
}

}  // namespace certwright::x509
