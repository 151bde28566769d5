#pragma once

#include "x509/bundle/intake.hpp"

namespace certwright::x509 {

/// Takes in the certificates of a PKCS#7 SignedData (RFC 2315 section 9.1), which usually signs nothing and
/// only carries them: .p7b, .p7c. Also in BER with indefinite lengths. What it may sign is not looked at.
void read_pkcs7(Intake& intake, BytesView ber, const std::string& place);

}  // namespace certwright::x509
