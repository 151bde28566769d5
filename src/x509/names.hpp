#pragma once

#include "base/bytes.hpp"

#include <optional>
#include <string>

// OpenSSL's own names, so that its headers stay in the sources.
typedef struct X509_name_st X509_NAME;
typedef struct asn1_string_st ASN1_STRING;

namespace certwright::x509 {

/// RFC 4514, most specific first, UTF-8 kept readable; control characters escaped.
std::string distinguished_name(const X509_NAME* name);

/// The last CN in the order of encoding, which is the most specific; empty when there is none.
std::string most_specific_common_name(const X509_NAME* name);

/// Converts from whatever string type it is, without escapes; nothing where its bytes break their own
/// type's rules.
std::optional<std::string> utf8_of(const ASN1_STRING* string);
/// The same for the DER of one string, of any string type. Throws Fault::invalid for what is none.
std::string utf8_of_der(BytesView der);

}  // namespace certwright::x509
