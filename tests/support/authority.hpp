#pragma once

#include "base/time.hpp"
#include "x509/certificate.hpp"
#include "x509/signing.hpp"

#include <string>

/// A root, its key, and templates that most tests change a little. Link certwright_x509 to use it.
namespace certwright::test {

inline x509::CertificateTemplate authority_template(const std::string& common_name) {
    return {.subject = {{"C", "DE"}, {"O", "Example"}, {"CN", common_name}},
            .not_before = parse_rfc3339("2020-01-01T00:00:00Z"),
            .not_after = parse_rfc3339("2049-12-31T23:59:59Z"),
            .key_usages = {"CERTIFICATE_SIGNING", "CRL_SIGNING"},
            .basic_constraints = x509::BasicConstraints{.is_ca = true, .path_length = std::nullopt}};
}

inline x509::CertificateTemplate server_template(const std::string& host) {
    return {.subject = {{"CN", host}},
            .names = {{x509::AlternativeName::Kind::dns, host}},
            .not_before = parse_rfc3339("2020-01-01T00:00:00Z"),
            .not_after = parse_rfc3339("2049-12-31T23:59:59Z"),
            .key_usages = {"DIGITAL_SIGNATURE"},
            .extended_key_usages = {"TLS_WEB_SERVER_AUTHENTICATION"},
            .basic_constraints = x509::BasicConstraints{}};
}

struct Authority {
    explicit Authority(crypto::KeyAlgorithm algorithm = crypto::KeyAlgorithm::ec_prime256v1)
        : key(crypto::KeyPair::generate(algorithm)),
          certificate(x509::self_sign(authority_template("Root"), key)) {}

    x509::Issuer issuer(x509::SignatureHash hash = x509::SignatureHash::sha256) const {
        return {certificate, key, hash};
    }
    x509::Certificate sign(const x509::CertificateTemplate& described) const {
        return x509::parse_der(x509::sign_certificate(described, key.public_key_der(), issuer()));
    }

    crypto::KeyPair key;
    Bytes certificate;
};

}  // namespace certwright::test
