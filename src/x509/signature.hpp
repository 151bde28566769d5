#pragma once

#include "crypto/key_pair.hpp"

#include <string>
#include <string_view>

// OpenSSL's own names, so that its headers stay in the sources.
typedef struct X509_algor_st X509_ALGOR;
typedef struct evp_md_st EVP_MD;

/// How certificates, requests and revocation lists are signed: RSA with PKCS#1 v1.5 (RFC 4055), ECDSA
/// (RFC 5758) or EdDSA (RFC 8410), as the key is.
namespace certwright::x509 {

/// What an RSA or EC key signs; Ed25519 and Ed448 bring their own.
enum class SignatureHash { sha256, sha384, sha512 };
/// "SHA256", as in ACM's names of signature algorithms
std::string_view to_string(SignatureHash hash);

/// What is as strong as the key: SHA-384 for EC beyond 256 bits (RFC 5480 section 4), else SHA-256.
SignatureHash usual_hash(const crypto::KeyPair& key);

/// What OpenSSL's signing functions want; null for keys that bring their own.
const EVP_MD* signature_digest(const crypto::KeyPair& key, SignatureHash hash);

/// OpenSSL's long name: "sha256WithRSAEncryption"; the OID of an unknown one.
std::string signature_name(const X509_ALGOR* algorithm);

}  // namespace certwright::x509
