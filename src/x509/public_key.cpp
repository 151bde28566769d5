#include "x509/public_key.hpp"

#include "crypto/der.hpp"
#include "crypto/digest.hpp"
#include "crypto/native_key.hpp"

#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <array>

namespace certwright::x509 {
namespace {

/// The algorithm's long name, or its OID.
std::string declared_algorithm(const X509_PUBKEY* key) {
    ASN1_OBJECT* algorithm = nullptr;
    if (!X509_PUBKEY_get0_param(&algorithm, nullptr, nullptr, nullptr, key)) return "unknown";
    std::array<char, 128> text{};
    OBJ_obj2txt(text.data(), text.size(), algorithm, 0);
    return text.data();
}

}  // namespace

PublicKey public_key(const X509* certificate) {
    const X509_PUBKEY* info = X509_get_X509_PUBKEY(certificate);
    PublicKey read;
    read.spki_sha256 = crypto::sha256_hex(crypto::encode_der<i2d_X509_PUBKEY>(info));
    if (const EVP_PKEY* key = X509_PUBKEY_get0(info)) {
        read.algorithm = crypto::algorithm_name(key);
        read.bits = EVP_PKEY_get_bits(key);
    } else {
        read.algorithm = declared_algorithm(info);
    }
    return read;
}

}  // namespace certwright::x509
