#include "base/error.hpp"
#include "base/handle.hpp"
#include "base/pem.hpp"
#include "crypto/der.hpp"
#include "crypto/key_decryption.hpp"
#include "crypto/key_limits.hpp"
#include "crypto/key_pair.hpp"
#include "crypto/random.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

namespace certwright::crypto {
namespace {

constexpr std::size_t pbkdf2_salt_size = 20;  // as ACM's; SP 800-132 section 5.1 asks for 16

Pkcs8 pkcs8_of(const EVP_PKEY* key) {
    Pkcs8 info{EVP_PKEY2PKCS8(key)};
    require(info != nullptr, "encode a private key");
    return info;
}

/// Memory BIOs wipe what they free.
template <class Write>
Secret written(Write write) {
    const Handle<BIO, BIO_free_all> bio{BIO_new(BIO_s_mem())};
    require(bio && write(bio.get()) == 1, "write a private key");
    char* start = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &start);
    return Secret{std::string{start, static_cast<std::size_t>(size)}};
}

int native_prf(KeyEncryption::Prf prf) {
    return prf == KeyEncryption::Prf::hmac_sha1 ? NID_hmacWithSHA1 : NID_hmacWithSHA256;
}

void check(const Secret& password, const KeyEncryption& encryption) {
    if (password.empty() || password.size() > max_key_password)
        throw Error{Fault::invalid,
                    fmt::format("cannot encrypt a private key under a password of {} bytes", password.size()),
                    fmt::format("give a password of 1 to {} bytes", max_key_password)};
    if (encryption.iterations < 1 || encryption.iterations > max_key_iterations)
        throw Error{Fault::invalid,
                    fmt::format("cannot encrypt a private key with {} iterations", encryption.iterations),
                    fmt::format("choose 1 to {}", max_key_iterations)};
}

}  // namespace

Secret KeyPair::to_pkcs8_pem() const {
    const Pkcs8 info = pkcs8_of(key_.get());
    return written([&](BIO* bio) { return PEM_write_bio_PKCS8_PRIV_KEY_INFO(bio, info.get()); });
}

Secret KeyPair::to_pkcs8_der() const {
    return pkcs8_der(pkcs8_of(key_.get()).get());
}

Secret KeyPair::to_traditional_pem() const {
    const int kind = EVP_PKEY_get_base_id(key_.get());
    if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
        throw Error{Fault::invalid, fmt::format("there is no traditional form of {} keys", algorithm_name()),
                    "use PKCS#8"};
    return written([&](BIO* bio) {
        return PEM_write_bio_PrivateKey_traditional(bio, key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

std::string KeyPair::to_encrypted_pem(const Secret& password, const KeyEncryption& encryption) const {
    check(password, encryption);
    const Pkcs8 info = pkcs8_of(key_.get());
    Bytes salt = random_bytes(pbkdf2_salt_size);
    const Handle<X509_SIG, X509_SIG_free> sealed{
        PKCS8_encrypt(native_prf(encryption.prf), EVP_aes_256_cbc(), password.reveal().data(),
                      static_cast<int>(password.size()), salt.data(), static_cast<int>(salt.size()),
                      encryption.iterations, info.get())};
    require(sealed != nullptr, "encrypt a private key");
    return to_pem("ENCRYPTED PRIVATE KEY", encode_der<i2d_X509_SIG>(sealed.get()));
}

}  // namespace certwright::crypto
