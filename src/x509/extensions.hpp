#pragma once

#include "x509/alternative_name.hpp"
#include "x509/certificate.hpp"
#include "x509/template.hpp"

#include <optional>
#include <string>
#include <vector>

// OpenSSL's own name for a list of extensions, so that its headers stay in the sources.
struct stack_st_X509_EXTENSION;

/// What the extensions of a certificate, or those that a request asks for, say (RFC 5280 section 4.2). An
/// extension that is absent, broken or there twice says nothing; its text still shows among
/// all_extensions(). A list that is null holds none.
namespace certwright::x509 {

using ExtensionList = stack_st_X509_EXTENSION;

std::vector<std::string> key_usages(const ExtensionList* extensions);
/// ACM's names; a purpose that ACM has none for is "CUSTOM (1.2.3.4)".
std::vector<std::string> extended_key_usages(const ExtensionList* extensions);
std::vector<AlternativeName> subject_alternative_names(const ExtensionList* extensions);
/// Whether there are names beside them of kinds that AlternativeName does not have.
bool has_other_names(const ExtensionList* extensions);
std::optional<BasicConstraints> basic_constraints(const ExtensionList* extensions);

struct KeyIdentifiers {
    std::string subject, authority;
};
KeyIdentifiers key_identifiers(const ExtensionList* extensions);

struct Locations {
    std::vector<std::string> ocsp, ca_issuers, crl;
};
Locations locations(const ExtensionList* extensions);

/// Every extension in the order of the list, with at most 4 KiB of text each. Throws
/// Fault::invalid when there are more than 200.
std::vector<Extension> all_extensions(const ExtensionList* extensions);

/// The same as they are encoded, for whoever writes them again.
std::vector<RawExtension> raw_extensions(const ExtensionList* extensions);

}  // namespace certwright::x509
