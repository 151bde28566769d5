#include "x509/public_key.hpp"

#include "crypto/digest.hpp"
#include "crypto/failure.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <array>

namespace certwright::x509 {
namespace {

std::string spki_digest(const X509_PUBKEY* key) {
    unsigned char* buffer = nullptr;
    const int size = i2d_X509_PUBKEY(key, &buffer);
    crypto::require(size > 0, "encode a public key");
    const std::unique_ptr<unsigned char, decltype([](unsigned char* p) { OPENSSL_free(p); })> owner{buffer};
    return crypto::sha256_hex(BytesView{buffer, static_cast<std::size_t>(size)});
}

/// The algorithm's long name, or its OID.
std::string declared_algorithm(const X509_PUBKEY* key) {
    ASN1_OBJECT* algorithm = nullptr;
    if (!X509_PUBKEY_get0_param(&algorithm, nullptr, nullptr, nullptr, key)) return "unknown";
    std::array<char, 128> text{};
    OBJ_obj2txt(text.data(), text.size(), algorithm, 0);
    return text.data();
}

std::string name_of(const EVP_PKEY* key) {
    switch (EVP_PKEY_get_base_id(key)) {
        case EVP_PKEY_RSA:
            return fmt::format("RSA_{}", EVP_PKEY_get_bits(key));
        case EVP_PKEY_EC: {
            std::array<char, 64> group{};
            const bool named = EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(),
                                                              group.size(), nullptr) == 1;
            return named ? fmt::format("EC_{}", group.data()) : std::string{"EC_explicit"};
        }
        default: {
            const char* name = EVP_PKEY_get0_type_name(key);
            return name ? name : "unknown";
        }
    }
}

}  // namespace

PublicKey public_key(const X509* certificate) {
    const X509_PUBKEY* info = X509_get_X509_PUBKEY(certificate);
    PublicKey read;
    read.spki_sha256 = spki_digest(info);
    if (const EVP_PKEY* key = X509_PUBKEY_get0(info)) {
        read.algorithm = name_of(key);
        read.bits = EVP_PKEY_get_bits(key);
    } else {
        read.algorithm = declared_algorithm(info);
    }
    return read;
}

}  // namespace certwright::x509
