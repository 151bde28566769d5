#pragma once

#include "base/bytes.hpp"
#include "crypto/key_pair.hpp"
#include "x509/native.hpp"

#include <string>

// OpenSSL's own name, so that its headers stay in the sources.
typedef struct X509_pubkey_st X509_PUBKEY;

namespace certwright::x509 {

/// Whether that private key belongs to that certificate. Throws Fault::invalid when the certificate cannot
/// be read.
bool matches(const crypto::KeyPair& key, BytesView certificate_der);
bool belongs_to(const crypto::KeyPair& key, const X509* certificate);

struct PublicKey {
    std::string algorithm;  ///< as Certificate::key_algorithm
    int bits = 0;           ///< 0 for a kind of key that OpenSSL does not know
    std::string spki_sha256;
    std::string rsa_exponent;  ///< as Certificate::rsa_exponent
};
PublicKey public_key(const X509_PUBKEY* info);

/// Throws Fault::invalid for RSA of more than 8192 bits, whose signatures take long to check.
void check_public_key_size(const EVP_PKEY* key);

/// Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7). Throws Fault::invalid, for RSA of more than
/// 8192 bits too.
crypto::NativeKey decode_public_key(BytesView der);

/// SHA-1 over the bits of the key (section 4.2.1.2, method 1): a name, nothing that security rests on.
Bytes key_id(const X509_PUBKEY* info);

}  // namespace certwright::x509
