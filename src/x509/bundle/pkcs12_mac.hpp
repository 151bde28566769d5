#pragma once

#include "base/bytes.hpp"
#include "x509/bundle/passwords.hpp"

// OpenSSL's own name, so that its headers stay in the sources.
typedef struct PKCS12_st PKCS12;

namespace certwright::x509 {

enum class Pkcs12Integrity { absent, verified, failed };

/// Looks for the password under which the MAC of a PKCS#12 file was made (RFC 7292 appendix B, or PBMAC1 of
/// RFC 9579); `ber` is the file again. Throws Fault::invalid for a MAC that is not known or too costly.
Pkcs12Integrity check_integrity(PKCS12* file, BytesView ber, Passwords& passwords);

}  // namespace certwright::x509
