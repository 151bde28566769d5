#include "crypto/key_cost.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/key_limits.hpp"

#include <fmt/format.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>

namespace certwright::crypto {
namespace {

constexpr std::int64_t max_scrypt_work = 1 << 22;  // N times r times p: about two seconds

[[noreturn]] void refuse_cost() {
    throw Error{Fault::invalid, "cannot read the private key: its password is hashed too often",
                fmt::format("encrypt it with at most {} iterations", max_key_iterations)};
}

std::string name_of(const X509_ALGOR* algorithm) {
    std::array<char, 128> text{};
    OBJ_obj2txt(text.data(), text.size(), algorithm->algorithm, 0);
    return text.data();
}

/// The algorithm's parameters as that structure, or null.
template <class T, auto release>
Handle<T, release> parameters(const X509_ALGOR* algorithm, const ASN1_ITEM* structure) {
    return Handle<T, release>{static_cast<T*>(ASN1_TYPE_unpack_sequence(structure, algorithm->parameter))};
}

/// The number, or 0 for one that is absent, negative or beyond 63 bits: each is refused alike.
std::int64_t count_of(const ASN1_INTEGER* number) {
    std::int64_t count = 0;
    if (!number || ASN1_INTEGER_get_int64(&count, number) != 1) return 0;
    return std::max<std::int64_t>(count, 0);
}

std::int64_t check_iterations(const ASN1_INTEGER* number) {
    const std::int64_t count = count_of(number);
    if (count < 1 || count > max_key_iterations) refuse_cost();
    return count;
}

std::int64_t check_scrypt(const X509_ALGOR* derivation) {
    const auto cost =
        parameters<SCRYPT_PARAMS, SCRYPT_PARAMS_free>(derivation, ASN1_ITEM_rptr(SCRYPT_PARAMS));
    if (!cost) refuse_encryption(name_of(derivation));
    std::int64_t left = max_scrypt_work;
    for (const ASN1_INTEGER* factor :
         {cost->costParameter, cost->blockSize, cost->parallelizationParameter}) {
        const std::int64_t count = count_of(factor);
        if (count < 1 || count > left) refuse_cost();
        left /= count;
    }
    return max_scrypt_work / std::max<std::int64_t>(left, 1);
}

}  // namespace

std::int64_t check_cost(const X509_ALGOR* scheme) {
    const QuietErrors quiet;
    if (OBJ_obj2nid(scheme->algorithm) != NID_pbes2) {
        const auto cost = parameters<PBEPARAM, PBEPARAM_free>(scheme, ASN1_ITEM_rptr(PBEPARAM));
        if (!cost) refuse_encryption(name_of(scheme));
        return check_iterations(cost->iter);
    }
    const auto parts = parameters<PBE2PARAM, PBE2PARAM_free>(scheme, ASN1_ITEM_rptr(PBE2PARAM));
    if (!parts) refuse_encryption(name_of(scheme));
    switch (OBJ_obj2nid(parts->keyfunc->algorithm)) {
        case NID_id_pbkdf2: {
            const auto cost =
                parameters<PBKDF2PARAM, PBKDF2PARAM_free>(parts->keyfunc, ASN1_ITEM_rptr(PBKDF2PARAM));
            if (!cost) refuse_encryption(name_of(parts->keyfunc));
            return check_iterations(cost->iter);
        }
        case NID_id_scrypt:
            return check_scrypt(parts->keyfunc);
        default:
            refuse_encryption(name_of(parts->keyfunc));
    }
}

std::string cipher_name(const X509_ALGOR* scheme) {
    const auto parts = parameters<PBE2PARAM, PBE2PARAM_free>(scheme, ASN1_ITEM_rptr(PBE2PARAM));
    return name_of(parts ? parts->encryption : scheme);
}

void refuse_encryption(std::string_view name) {
    throw Error{Fault::invalid,
                fmt::format("cannot read the private key: its encryption is not supported ({})", name),
                "encrypt it anew: openssl pkcs8 -topk8 -provider legacy -provider default -in KEY -out NEW"};
}

}  // namespace certwright::crypto
