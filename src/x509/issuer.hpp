#pragma once

#include "base/bytes.hpp"
#include "crypto/key_pair.hpp"
#include "x509/native.hpp"
#include "x509/signature.hpp"

namespace certwright::x509 {

/// Who signs certificates and revocation lists. Both parts outlive it.
struct Issuer {
    BytesView certificate;  ///< DER
    const crypto::KeyPair& key;
    SignatureHash hash = SignatureHash::sha256;
};

/// The issuer's certificate. Throws Fault::invalid when it cannot be read or has another key.
Native issuer_certificate(const Issuer& issuer);

/// What names the issuer's key in what it signs (RFC 5280 section 4.2.1.1): the subject key identifier of
/// its certificate, or its digest where the certificate has none.
Bytes issuer_key_id(const X509* certificate);

}  // namespace certwright::x509
