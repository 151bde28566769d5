#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"
#include "crypto/key_algorithm.hpp"
#include "crypto/native_key.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::crypto {

/// How a private key is encrypted to be kept or sent: PKCS#8 under PBES2 (RFC 8018 section 6.2) with
/// PBKDF2 and AES-256-CBC.
struct KeyEncryption {
    enum class Prf {
        hmac_sha1,    ///< what readers older than 2015 know; ACM's ExportCertificate uses it
        hmac_sha256,  ///< also the default of openssl
    };
    Prf prf = Prf::hmac_sha256;
    int iterations = 600'000;  ///< 1 to 2 000 000; the default costs about 0.2 s; ACM takes 2048
};

/// A private key and its public key: RSA of 1024 to 8192 bits, EC on a named curve, Ed25519 or Ed448.
/// Whatever its origin, the two have been seen to belong together.
class KeyPair {
  public:
    /// A new one. RSA_4096 may take some seconds.
    static KeyPair generate(KeyAlgorithm algorithm);

    /// Reads the one private key of a PEM text: PKCS#8 (RFC 5958), plain or encrypted, PKCS#1 (RFC 8017
    /// appendix A.1.2) or SEC1 (RFC 5915), the latter two also under the encryption of traditional PEM.
    /// Certificates, EC PARAMETERS and whatever else is there are skipped; a password that is not needed
    /// is ignored. Throws Fault::invalid: no key or several, encrypted and no password, wrong password,
    /// a kind of key or encryption that is not supported, damaged.
    static KeyPair from_pem(std::string_view pem, const std::optional<Secret>& password = std::nullopt);
    /// The same of the structures alone, in DER.
    static KeyPair from_der(BytesView der, const std::optional<Secret>& password = std::nullopt);

    /// Reads what to_pkcs8_pem() wrote, from where nobody else can have written since. Whether the two parts
    /// belong together is not tried again, which costs an RSA signature of milliseconds. Throws
    /// Fault::invalid when it cannot be read.
    static KeyPair from_own_pem(std::string_view pem);

    /// "BEGIN PRIVATE KEY": PKCS#8, not encrypted.
    Secret to_pkcs8_pem() const;
    /// The same in DER.
    Secret to_pkcs8_der() const;
    /// "BEGIN RSA PRIVATE KEY" (PKCS#1) or "BEGIN EC PRIVATE KEY" (SEC1), not encrypted. Throws
    /// Fault::invalid for Ed25519 and Ed448, which have no such form.
    Secret to_traditional_pem() const;
    /// "BEGIN ENCRYPTED PRIVATE KEY". Throws Fault::invalid for an empty password, one of more than 1024
    /// bytes, and iterations out of range.
    std::string to_encrypted_pem(const Secret& password, const KeyEncryption& encryption = {}) const;

    /// The SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7), points of EC uncompressed.
    Bytes public_key_der() const;
    /// Lower-case hex over public_key_der(): equal for equal keys, also in certificates.
    std::string spki_sha256() const;
    /// Nothing for what we do not make: RSA of other sizes, other curves, Ed448.
    std::optional<KeyAlgorithm> algorithm() const;
    /// "RSA_1536" too, as Certificate::key_algorithm.
    std::string algorithm_name() const;
    /// Size of modulus, field or point.
    int bits() const;

    /// For the sources that sign.
    EVP_PKEY* native() const noexcept { return key_.get(); }

  private:
    explicit KeyPair(NativeKey key) : key_(std::move(key)) {}
    NativeKey key_;
};

}  // namespace certwright::crypto
