#include "x509/public_key.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/der.hpp"
#include "crypto/digest.hpp"
#include "crypto/key_limits.hpp"

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_spki_size = 16 * 1024;  // RSA of 8192 bits has 1 KiB

/// The algorithm's long name, or its OID.
std::string declared_algorithm(const X509_PUBKEY* key) {
    ASN1_OBJECT* algorithm = nullptr;
    if (!X509_PUBKEY_get0_param(&algorithm, nullptr, nullptr, nullptr, key)) return "unknown";
    std::array<char, 128> text{};
    OBJ_obj2txt(text.data(), text.size(), algorithm, 0);
    return text.data();
}

std::string rsa_exponent_of(const EVP_PKEY* key) {
    BIGNUM* read = nullptr;
    if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &read) != 1) return {};
    const Handle<BIGNUM, BN_free> exponent{read};
    Bytes octets(static_cast<std::size_t>(BN_num_bytes(read)));
    BN_bn2bin(read, octets.data());
    std::string hex = to_hex(octets);
    hex.erase(0, std::min(hex.find_first_not_of('0'), hex.size()));
    return hex;
}

}  // namespace

bool belongs_to(const crypto::KeyPair& key, const X509* certificate) {
    const crypto::QuietErrors quiet;
    const EVP_PKEY* certified = X509_get0_pubkey(certificate);
    return certified && EVP_PKEY_eq(certified, key.native()) == 1;
}

bool matches(const crypto::KeyPair& key, BytesView certificate_der) {
    return belongs_to(key, decode(certificate_der).get());
}

PublicKey public_key(const X509_PUBKEY* info) {
    PublicKey read;
    read.spki_sha256 = crypto::sha256_hex(crypto::encode_der<i2d_X509_PUBKEY>(info));
    if (const EVP_PKEY* key = X509_PUBKEY_get0(info)) {
        read.algorithm = crypto::algorithm_name(key);
        read.bits = EVP_PKEY_get_bits(key);
        read.rsa_exponent = rsa_exponent_of(key);
    } else {
        read.algorithm = declared_algorithm(info);
    }
    return read;
}

void check_public_key_size(const EVP_PKEY* key) {
    const int bits = EVP_PKEY_get_bits(key);
    if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA && bits > crypto::max_rsa_bits)
        throw Error{Fault::invalid, fmt::format("cannot use a public key of RSA with {} bits", bits),
                    fmt::format("use at most {} bits", crypto::max_rsa_bits)};
}

crypto::NativeKey decode_public_key(BytesView der) {
    auto key = crypto::decode_der<crypto::NativeKey, d2i_PUBKEY>(
        der,
        {.name = "a public key", .hint = "give its SubjectPublicKeyInfo in DER", .max_size = max_spki_size});
    check_public_key_size(key.get());
    return key;
}

Bytes key_id(const X509_PUBKEY* info) {
    const unsigned char* bits = nullptr;
    int size = 0;
    crypto::require(X509_PUBKEY_get0_param(nullptr, &bits, &size, nullptr, info) == 1, "read a public key");
    const auto digest = crypto::sha1({bits, static_cast<std::size_t>(size)});
    return {digest.begin(), digest.end()};
}

}  // namespace certwright::x509
