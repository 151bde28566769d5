#include "crypto/key_soundness.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/failure.hpp"
#include "crypto/key_limits.hpp"

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <array>

namespace certwright::crypto {
namespace {

constexpr int min_rsa_bits = 1024;  // the least that ACM imports

[[noreturn]] void refuse_key(std::string_view problem) {
    throw Error{Fault::invalid, fmt::format("cannot read the private key: {}", problem),
                "use an RSA key of 1024 to 8192 bits, an EC key on a named curve, or Ed25519"};
}

using PrivateNumber = Handle<BIGNUM, BN_clear_free>;

PrivateNumber number_of(const EVP_PKEY* key, const char* name) {
    BIGNUM* number = nullptr;
    (void)EVP_PKEY_get_bn_param(key, name, &number);
    return PrivateNumber{number};
}

/// A modulus of modest size may come with factors and exponents of thousands of bits, which would keep
/// the first signature busy for minutes.
void check_rsa(const EVP_PKEY* key) {
    const int bits = EVP_PKEY_get_bits(key);
    if (bits < min_rsa_bits || bits > max_rsa_bits) refuse_key(fmt::format("it is RSA of {} bits", bits));
    if (number_of(key, OSSL_PKEY_PARAM_RSA_FACTOR3)) refuse_key("its modulus has more than two factors");
    for (const char* name : {OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_D, OSSL_PKEY_PARAM_RSA_FACTOR1,
                             OSSL_PKEY_PARAM_RSA_FACTOR2, OSSL_PKEY_PARAM_RSA_EXPONENT1,
                             OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1}) {
        const PrivateNumber number = number_of(key, name);
        if (number && BN_num_bits(number.get()) > bits) refuse_key("its numbers are larger than its modulus");
    }
}

void check_curve(EVP_PKEY* key) {
    std::array<char, 32> encoding{};
    const bool read = EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_EC_ENCODING, encoding.data(),
                                                     encoding.size(), nullptr) == 1;
    if (!read || std::string_view{encoding.data()} != OSSL_PKEY_EC_ENCODING_GROUP)
        refuse_key("its curve is spelled out instead of named");
    require(EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
                                           OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED) == 1,
            "choose how points are written");
}

void check_kind(EVP_PKEY* key) {
    switch (EVP_PKEY_get_base_id(key)) {
        case EVP_PKEY_RSA:
            return check_rsa(key);
        case EVP_PKEY_EC:
            return check_curve(key);
        case EVP_PKEY_ED25519:
        case EVP_PKEY_ED448:
            return;
        default:
            refuse_key(fmt::format("{} is not supported", algorithm_name(key)));
    }
}

/// Much cheaper than OpenSSL's own check, which looks for divisors of RSA's factors again.
bool signs_for_its_public_key(EVP_PKEY* key) {
    const int kind = EVP_PKEY_get_base_id(key);
    const char* digest = kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448 ? nullptr : "SHA256";
    const BytesView message = as_bytes("does this belong together?");
    const auto begin = [&](auto init) {
        Handle<EVP_MD_CTX, EVP_MD_CTX_free> context{EVP_MD_CTX_new()};
        const bool begun =
            context && init(context.get(), nullptr, digest, nullptr, nullptr, key, nullptr) == 1;
        if (!begun) context.reset();
        return context;
    };
    const auto signing = begin(EVP_DigestSignInit_ex);
    std::array<unsigned char, max_rsa_bits / 8> signature{};
    std::size_t size = signature.size();
    if (!signing ||
        EVP_DigestSign(signing.get(), signature.data(), &size, message.data(), message.size()) != 1)
        return false;
    const auto verifying = begin(EVP_DigestVerifyInit_ex);
    return verifying &&
           EVP_DigestVerify(verifying.get(), signature.data(), size, message.data(), message.size()) == 1;
}

}  // namespace

NativeKey sound(NativeKey key) {
    const QuietErrors quiet;
    check_kind(key.get());
    if (!signs_for_its_public_key(key.get()))
        refuse_key("its private and its public part do not belong together");
    return key;
}

}  // namespace certwright::crypto
