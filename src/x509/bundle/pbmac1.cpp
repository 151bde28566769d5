#include "x509/bundle/pbmac1.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "base/secret.hpp"
#include "crypto/failure.hpp"
#include "crypto/key_limits.hpp"
#include "x509/bundle/der_shape.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <array>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_key_size = 64;  // what HMAC with SHA-512 gives

[[noreturn]] void refuse_pbmac1(std::string_view problem) {
    throw Error{Fault::invalid, "cannot verify its MAC (PBMAC1): " + std::string{problem},
                "export it again, with PBKDF2 and HMAC-SHA-256"};
}

template <class T, auto release>
Handle<T, release> unpacked(const ASN1_TYPE* parameter, const ASN1_ITEM* structure) {
    Handle<T, release> found{static_cast<T*>(ASN1_TYPE_unpack_sequence(structure, parameter))};
    if (!found) refuse_pbmac1("its parameters are not understood");
    return found;
}

/// The NID of the digest that an HMAC uses.
int digest_of(const X509_ALGOR* hmac) {
    switch (hmac ? OBJ_obj2nid(hmac->algorithm) : NID_hmacWithSHA1) {  // the default of RFC 8018
        case NID_hmacWithSHA1:
            return NID_sha1;
        case NID_hmacWithSHA224:
            return NID_sha224;
        case NID_hmacWithSHA256:
            return NID_sha256;
        case NID_hmacWithSHA384:
            return NID_sha384;
        case NID_hmacWithSHA512:
            return NID_sha512;
        default:
            refuse_pbmac1("its HMAC is not supported");
    }
}

std::int64_t number_in(const ASN1_INTEGER* number, std::int64_t most) {
    std::int64_t value = 0;
    if (!number || ASN1_INTEGER_get_int64(&value, number) != 1 || value < 1 || value > most)
        refuse_pbmac1("its iterations or the size of its key are out of range");
    return value;
}

BytesView octets_of(const ASN1_OCTET_STRING* string) {
    return {ASN1_STRING_get0_data(string), static_cast<std::size_t>(ASN1_STRING_length(string))};
}

}  // namespace

bool is_pbmac1(const X509_ALGOR* algorithm) {
    std::array<char, 64> id{};
    OBJ_obj2txt(id.data(), id.size(), algorithm->algorithm, 1);
    return std::string_view{id.data()} == "1.2.840.113549.1.5.14";
}

BytesView pkcs12_content(BytesView der) {
    const auto file = first_element(der);
    const auto version = file ? first_element(file->content) : std::nullopt;
    const auto safe = version ? first_element(version->rest) : std::nullopt;
    const auto kind = safe ? first_element(safe->content) : std::nullopt;
    const auto wrapped = kind ? first_element(kind->rest) : std::nullopt;
    const auto octets = wrapped ? first_element(wrapped->content) : std::nullopt;
    if (!octets || octets->tag != V_ASN1_OCTET_STRING) refuse_pbmac1("it is not in DER");
    return octets->content;
}

Pbmac1::Pbmac1(const X509_ALGOR* algorithm, const ASN1_OCTET_STRING* value, BytesView content)
    : value_(octets_of(value)), content_(content) {
    // PBMAC1's parameters are a derivation and an algorithm, as those of PBES2 are.
    const auto parts = unpacked<PBE2PARAM, PBE2PARAM_free>(algorithm->parameter, ASN1_ITEM_rptr(PBE2PARAM));
    if (OBJ_obj2nid(parts->keyfunc->algorithm) != NID_id_pbkdf2) refuse_pbmac1("it is not by PBKDF2");
    const auto derivation =
        unpacked<PBKDF2PARAM, PBKDF2PARAM_free>(parts->keyfunc->parameter, ASN1_ITEM_rptr(PBKDF2PARAM));
    if (derivation->salt->type != V_ASN1_OCTET_STRING) refuse_pbmac1("its salt is not understood");
    const BytesView salt = octets_of(derivation->salt->value.octet_string);
    salt_.assign(salt.begin(), salt.end());
    iterations_ = number_in(derivation->iter, crypto::max_key_iterations);
    key_size_ = static_cast<std::size_t>(number_in(derivation->keylength, max_key_size));
    prf_ = digest_of(derivation->prf);
    hmac_ = digest_of(parts->encryption);
}

bool Pbmac1::verifies(std::string_view password) const {
    std::string derived(key_size_, '\0');
    crypto::require(PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), salt_.data(),
                                      static_cast<int>(salt_.size()), static_cast<int>(iterations_),
                                      EVP_get_digestbynid(prf_), static_cast<int>(key_size_),
                                      reinterpret_cast<unsigned char*>(derived.data())) == 1,
                    "derive a key");
    const Secret key{std::move(derived)};
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    crypto::require(HMAC(EVP_get_digestbynid(hmac_), key.reveal().data(), static_cast<int>(key.size()),
                         content_.data(), content_.size(), mac.data(), &size) != nullptr,
                    "make a MAC");
    return equal_in_constant_time(as_text({mac.data(), size}), as_text(value_));
}

}  // namespace certwright::x509
