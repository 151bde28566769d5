#pragma once

#include "base/bytes.hpp"
#include "x509/template.hpp"

/// Templates modelled on certificates that are there.
namespace certwright::x509 {

/// What a request for the like of that certificate asks for: its subject, names and usages. Throws
/// Fault::invalid.
RequestTemplate request_like(BytesView certificate);

enum class SuccessorKey { same, another };

/// For the certificate that follows that one: the same subject and every extension, byte for byte, but those
/// that tell of keys and logs. With the same key it is known by the same key identifier, so that what an
/// authority signed before goes on naming it. Serial number and validity are left to the caller. Throws
/// Fault::invalid.
CertificateTemplate successor_of(BytesView certificate, SuccessorKey key);

}  // namespace certwright::x509
