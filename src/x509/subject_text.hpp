#pragma once

#include "x509/distinguished_name.hpp"

#include <string_view>

namespace certwright::x509 {

/// Reads a name as it is shown (RFC 4514), the most specific attribute first: "CN=Shop,O=Example\,
/// Inc.,C=DE", or "1.2.3.4=#0C0162" for a type without a name. Returns it in the order of encoding. Nothing
/// at all is the empty name. Throws Fault::invalid.
DistinguishedName parse_subject(std::string_view text);

}  // namespace certwright::x509
