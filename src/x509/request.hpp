#pragma once

#include "base/bytes.hpp"
#include "crypto/key_pair.hpp"
#include "x509/certificate.hpp"
#include "x509/signature.hpp"
#include "x509/template.hpp"

#include <optional>
#include <string>
#include <vector>

/// Certificate signing requests: PKCS#10 (RFC 2986).
namespace certwright::x509 {

/// What a request says. A plain value.
struct Request {
    std::string subject;                 ///< RFC 4514
    DistinguishedName subject_parts;     ///< the same, ready for a template
    std::vector<AlternativeName> names;  ///< in the order of the request
    bool has_other_names = false;        ///< of kinds that AlternativeName does not have
    Bytes public_key;                    ///< SubjectPublicKeyInfo in DER
    std::string spki_sha256;             ///< lower-case hex over public_key
    std::string key_algorithm;           ///< as Certificate::key_algorithm
    int key_bits = 0;
    std::string signature_algorithm;                           ///< OpenSSL's long name
    bool signature_valid = false;                              ///< who asks holds the private key
    std::vector<std::string> key_usages, extended_key_usages;  ///< as in Certificate
    std::optional<BasicConstraints> basic_constraints;
    std::vector<Extension> extensions;         ///< all that are asked for, readable
    std::vector<RawExtension> raw_extensions;  ///< the same, ready for a template
};

/// A request in DER, signed by the key it is for. Names are critical without a subject. Throws
/// Fault::invalid for values that cannot be written.
Bytes make_request(const RequestTemplate& described, const crypto::KeyPair& key,
                   SignatureHash hash = SignatureHash::sha256);

/// Reads one request, PEM ("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST") or DER of at most 256 KiB. A
/// wrong signature is a value. Throws Fault::invalid for everything that is no request, for RSA of more
/// than 8192 bits, and for names with control characters, NUL among them.
Request parse_request(BytesView pem_or_der);

/// "-----BEGIN CERTIFICATE REQUEST-----"
std::string request_to_pem(BytesView der);

}  // namespace certwright::x509
