#pragma once

#include "x509/extensions.hpp"

#include <string>
#include <vector>

typedef struct X509_name_st X509_NAME;

namespace certwright::x509 {

/// RFC 4514, most specific first, UTF-8 kept readable; control characters escaped.
std::string distinguished_name(const X509_NAME* name);

/// The last CN in the order of encoding, which is the most specific; empty when there is none.
std::string most_specific_common_name(const X509_NAME* name);

/// The kinds of subjectAltName that hosts and people go by (RFC 5280 section 4.2.1.6).
struct AlternativeNames {
    std::vector<std::string> dns, ip_addresses, emails, uris;
};
AlternativeNames subject_alternative_names(const ExtensionList* extensions);

}  // namespace certwright::x509
