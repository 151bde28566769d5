#pragma once

#include "x509/certificate.hpp"
#include "x509/native.hpp"

#include <string>
#include <vector>

/// What the extensions of a certificate say (RFC 5280 section 4.2). An extension that is absent, broken
/// or there twice says nothing; its text still shows among all_extensions().
namespace certwright::x509 {

std::vector<std::string> key_usages(const X509* certificate);
/// ACM's names; a purpose that ACM has none for is "CUSTOM (1.2.3.4)".
std::vector<std::string> extended_key_usages(const X509* certificate);
bool is_certificate_authority(const X509* certificate);

struct KeyIdentifiers {
    std::string subject, authority;
};
KeyIdentifiers key_identifiers(const X509* certificate);

struct Locations {
    std::vector<std::string> ocsp, ca_issuers, crl;
};
Locations locations(const X509* certificate);

/// Every extension in the order of the certificate, with at most 4 KiB of text each. Throws
/// Fault::invalid when there are more than 200.
std::vector<Extension> all_extensions(const X509* certificate);

}  // namespace certwright::x509
