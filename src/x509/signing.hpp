#pragma once

#include "x509/issuer.hpp"
#include "x509/template.hpp"

/// Certificates are made here exactly as they are described. Whether the issuer is an authority, may issue
/// these names or lives as long as what it signs is the rule of whoever asks.
namespace certwright::x509 {

/// A certificate in DER for a SubjectPublicKeyInfo. It gets a subject key identifier, and an authority key
/// identifier that names the issuer's key. Throws Fault::invalid for values that cannot be written and a
/// key that is not that of the issuer's certificate.
Bytes sign_certificate(const CertificateTemplate& described, BytesView subject_public_key_der,
                       const Issuer& issuer);

/// The same for the key's own public key and in its own name, as roots are.
Bytes self_sign(const CertificateTemplate& described, const crypto::KeyPair& key,
                SignatureHash hash = SignatureHash::sha256);

}  // namespace certwright::x509
