#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::x509 {

/// One X.509v3 extension (RFC 5280 section 4.2), readable.
struct Extension {
    std::string oid;
    std::string name;  ///< "X509v3 Key Usage", or the OID when unknown
    bool critical = false;
    std::string value;  ///< as `openssl x509 -text` prints it
};

/// Everything Certwright shows of a certificate, parsed once. A plain value.
struct Certificate {
    std::string fingerprint_sha256;  ///< lower-case hex over the DER
    std::string fingerprint_sha1;
    int version = 0;                               ///< 1 to 3
    std::string spki_sha256;                       ///< over the SubjectPublicKeyInfo: equal for equal keys
    std::string subject_key_id, authority_key_id;  ///< lower-case hex; empty when absent
    std::string serial;                            ///< lower-case hex pairs with colons, as ACM writes it
    std::string subject, issuer;                   ///< RFC 4514
    std::string common_name;                       ///< the subject's most specific CN; empty when absent
    std::vector<std::string> dns_names, ip_addresses, emails, uris;  ///< from subjectAltName
    Time not_before, not_after;
    std::string
        key_algorithm;  ///< ACM's spelling: RSA_2048, EC_prime256v1, …; "ED25519"; else OpenSSL's name
    int key_bits = 0;
    std::string rsa_exponent;         ///< lower-case hex without leading zeros: "10001"; empty for other keys
    std::string signature_algorithm;  ///< OpenSSL's long name: "sha256WithRSAEncryption"
    std::string signature_hash;       ///< "SHA256", "SHA1", "MD5"; empty where none is told, as with Ed25519
    std::vector<std::string> key_usages,
        extended_key_usages;  ///< ACM's names: DIGITAL_SIGNATURE, TLS_WEB_SERVER_AUTHENTICATION
    bool is_ca = false;
    bool is_self_signed = false;  ///< subject equals issuer and the own key verifies it
    std::vector<std::string> ocsp_urls, ca_issuer_urls, crl_urls;
    std::vector<Extension> extensions;
};

/// Reads one certificate. Throws Fault::invalid.
Certificate parse_der(BytesView der);
/// Every certificate of a PEM text, in order. Throws Fault::invalid naming the entry's number;
/// a text with none is an error too.
std::vector<Bytes> pem_to_ders(std::string_view pem);
/// "-----BEGIN CERTIFICATE-----" with lines of 64 characters.
std::string der_to_pem(BytesView der);
/// Lower-case hex; much cheaper than parsing, so ask this first.
std::string fingerprint_sha256(BytesView der);

}  // namespace certwright::x509
