#include "crypto/key_pair.hpp"

#include "base/error.hpp"
#include "crypto/der.hpp"
#include "crypto/digest.hpp"
#include "crypto/key_reading.hpp"
#include "crypto/key_soundness.hpp"

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace certwright::crypto {
namespace {

EVP_PKEY* new_key(KeyAlgorithm algorithm) {
    switch (algorithm) {
        case KeyAlgorithm::rsa_1024:
            return EVP_RSA_gen(1024);
        case KeyAlgorithm::rsa_2048:
            return EVP_RSA_gen(2048);
        case KeyAlgorithm::rsa_3072:
            return EVP_RSA_gen(3072);
        case KeyAlgorithm::rsa_4096:
            return EVP_RSA_gen(4096);
        case KeyAlgorithm::ec_prime256v1:
            return EVP_EC_gen("prime256v1");
        case KeyAlgorithm::ec_secp384r1:
            return EVP_EC_gen("secp384r1");
        case KeyAlgorithm::ec_secp521r1:
            return EVP_EC_gen("secp521r1");
        case KeyAlgorithm::ed25519:
            return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    }
    throw Error{Fault::internal, "unknown key algorithm"};
}

}  // namespace

KeyPair KeyPair::generate(KeyAlgorithm algorithm) {
    NativeKey key{new_key(algorithm)};
    require(key != nullptr, "make a private key");
    return KeyPair{std::move(key)};
}

KeyPair KeyPair::from_der(BytesView der, const std::optional<Secret>& password) {
    return KeyPair{sound(read_key(der, password))};
}

Bytes KeyPair::public_key_der() const {
    return encode_der<i2d_PUBKEY>(key_.get());
}

std::string KeyPair::spki_sha256() const {
    return sha256_hex(public_key_der());
}

std::optional<KeyAlgorithm> KeyPair::algorithm() const {
    return find_key_algorithm(algorithm_name());
}

std::string KeyPair::algorithm_name() const {
    return crypto::algorithm_name(key_.get());
}

int KeyPair::bits() const {
    return EVP_PKEY_get_bits(key_.get());
}

}  // namespace certwright::crypto
