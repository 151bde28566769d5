#pragma once

#include "x509/bundle/content.hpp"

namespace certwright::x509 {

/// PKCS#7 that signs nothing and carries the certificates (RFC 2315 section 9.1), in DER: what Windows
/// imports as .p7b. The key is not written.
Bytes write_pkcs7(const Content& content);

/// "-----BEGIN PKCS7-----"
std::string pkcs7_to_pem(BytesView der);

}  // namespace certwright::x509
