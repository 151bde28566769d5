#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "x509/alternative_name.hpp"
#include "x509/distinguished_name.hpp"

#include <optional>
#include <string>
#include <vector>

/// What certificates and requests are made from: plain values, checked when they are written.
namespace certwright::x509 {

/// Whether a certificate is an authority's (RFC 5280 section 4.2.1.9).
struct BasicConstraints {
    bool is_ca = false;
    std::optional<int> path_length;  ///< how many intermediate authorities may follow; of authorities only
};

/// What an authority may certify (section 4.2.1.10); values as constraint() in alternative_name.hpp takes
/// them.
struct NameConstraints {
    std::vector<AlternativeName> permitted, excluded;
};

/// An extension for which there is no field.
struct RawExtension {
    std::string oid;
    bool critical = false;
    Bytes der;  ///< the value inside of the octet string
};

struct CertificateTemplate {
    DistinguishedName subject;  ///< may be empty; the names are critical then (section 4.2.1.6)
    Bytes subject_der;          ///< instead of it, the name as it was encoded: string types and all
    std::vector<AlternativeName> names;
    Time not_before, not_after;         ///< both included; whole seconds
    std::optional<std::string> serial;  ///< as Certificate::serial; 20 random octets when absent
    Bytes subject_key_id;               ///< that of the key when empty (section 4.2.1.2)
    std::vector<std::string> key_usages, extended_key_usages;  ///< as in Certificate; an OID is taken too
    std::optional<BasicConstraints> basic_constraints;
    std::vector<std::string> crl_urls, ocsp_urls, ca_issuer_urls;
    std::vector<std::string> policies;  ///< OIDs (section 4.2.1.4)
    std::optional<NameConstraints> name_constraints;
    std::vector<RawExtension> extensions;
};

/// What a certificate signing request asks for.
struct RequestTemplate {
    DistinguishedName subject;
    std::vector<AlternativeName> names;
    std::vector<std::string> key_usages, extended_key_usages;  ///< as in CertificateTemplate
    std::optional<BasicConstraints> basic_constraints;
    std::vector<RawExtension> extensions;
};

}  // namespace certwright::x509
