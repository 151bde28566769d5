#include "x509/certificate.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/digest.hpp"
#include "crypto/failure.hpp"
#include "x509/extensions.hpp"
#include "x509/names.hpp"
#include "x509/native.hpp"
#include "x509/public_key.hpp"

#include <openssl/bn.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <array>
#include <ctime>

namespace certwright::x509 {
namespace {

/// Through calendar fields, because time_t and OpenSSL's day counts do not hold every year up to 9999
/// on every platform.
Time time_of(const ASN1_TIME* encoded, std::string_view which) {
    std::tm fields{};
    if (ASN1_TIME_to_tm(encoded, &fields) != 1)
        throw Error{Fault::invalid, "cannot read a certificate: its " + std::string{which} + " is no time"};
    using namespace std::chrono;
    const auto date = year{fields.tm_year + 1900} / month{static_cast<unsigned>(fields.tm_mon + 1)} /
                      day{static_cast<unsigned>(fields.tm_mday)};
    return Time{sys_days{date}} + hours{fields.tm_hour} + minutes{fields.tm_min} + seconds{fields.tm_sec};
}

std::string serial_of(const X509* certificate) {
    const Handle<BIGNUM, BN_free> number{ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr)};
    crypto::require(number != nullptr, "read a serial number");
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
    BN_bn2bin(number.get(), bytes.data());
    if (bytes.empty()) bytes.push_back(0);
    const std::string hex = to_hex(bytes);
    std::string text = BN_is_negative(number.get()) ? "-" : "";  // forbidden, and seen in the wild
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        if (i > 0) text += ':';
        text.append(hex, i, 2);
    }
    return text;
}

std::string signature_algorithm(const X509* certificate) {
    const X509_ALGOR* algorithm = nullptr;
    X509_get0_signature(nullptr, &algorithm, certificate);
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    std::array<char, 128> text{};
    OBJ_obj2txt(text.data(), text.size(), object, 0);
    return text.data();
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
    read.serial = serial_of(certificate);
    read.subject = distinguished_name(X509_get_subject_name(certificate));
    read.issuer = distinguished_name(X509_get_issuer_name(certificate));
    read.common_name = most_specific_common_name(X509_get_subject_name(certificate));
    read.not_before = time_of(X509_get0_notBefore(certificate), "notBefore");
    read.not_after = time_of(X509_get0_notAfter(certificate), "notAfter");
    read.signature_algorithm = signature_algorithm(certificate);
    read.is_self_signed = is_self_signed(certificate);

    auto key = public_key(certificate);
    read.spki_sha256 = std::move(key.spki_sha256);
    read.key_algorithm = std::move(key.algorithm);
    read.key_bits = key.bits;

    const ExtensionList* extensions = X509_get0_extensions(certificate);
    auto names = subject_alternative_names(extensions);
    read.dns_names = std::move(names.dns);
    read.ip_addresses = std::move(names.ip_addresses);
    read.emails = std::move(names.emails);
    read.uris = std::move(names.uris);

    auto identifiers = key_identifiers(extensions);
    read.subject_key_id = std::move(identifiers.subject);
    read.authority_key_id = std::move(identifiers.authority);

    auto found = locations(extensions);
    read.ocsp_urls = std::move(found.ocsp);
    read.ca_issuer_urls = std::move(found.ca_issuers);
    read.crl_urls = std::move(found.crl);

    read.key_usages = key_usages(extensions);
    read.extended_key_usages = extended_key_usages(extensions);
    read.is_ca = is_certificate_authority(extensions);
    read.extensions = all_extensions(extensions);
    return read;
}

}  // namespace certwright::x509
