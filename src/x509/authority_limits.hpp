#pragma once

#include "base/bytes.hpp"
#include "x509/template.hpp"

#include <optional>

/// What an authority's own certificate lets it certify.
namespace certwright::x509 {

/// Nothing for a certificate without that extension. Throws Fault::invalid for what is no certificate.
std::optional<BasicConstraints> basic_constraints_of(BytesView certificate);

/// Whether every name of `certificate` is one that the name constraints of `authority` allow (RFC 5280
/// section 4.2.1.10); true when it has none. Throws Fault::invalid for what is no certificate.
bool keeps_name_constraints(BytesView certificate, BytesView authority);

}  // namespace certwright::x509
