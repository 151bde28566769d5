#pragma once

#include "x509/bundle/intake.hpp"

namespace certwright::x509 {

/// Takes in a PKCS#12 file (RFC 7292), also called PFX: what Windows, Java since 9, macOS and openssl write.
/// Integrity and contents may be under different passwords; contents that none opens are flaws.
void read_pkcs12(Intake& intake, BytesView ber, const std::string& place);

}  // namespace certwright::x509
