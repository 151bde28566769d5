#pragma once

#include "base/secret.hpp"
#include "x509/bundle/content.hpp"

namespace certwright::x509 {

enum class Pkcs12Form {
    modern,  ///< AES-256-CBC under PBKDF2 with HMAC-SHA-256, and a MAC of SHA-256: Windows 10 1709, Java
             ///< 8u301, …
    legacy,  ///< triple DES and a MAC of SHA-1, both weak: what every Windows, Java and appliance reads
};

/// PKCS#12, also called PFX: the key, its certificate and the chain, all under one password, of which Java
/// takes only ASCII. Characters of the alias beyond the BMP of Unicode are replaced. Throws Fault::invalid
/// for an empty password, and one of more than 1024 bytes.
Bytes write_pkcs12(const Content& content, const Secret& password, Pkcs12Form form = Pkcs12Form::modern);

}  // namespace certwright::x509
