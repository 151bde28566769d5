#include "crypto/key_reading.hpp"

#include "base/error.hpp"
#include "crypto/der.hpp"
#include "crypto/key_decryption.hpp"
#include "crypto/key_limits.hpp"

#include <fmt/format.h>
#include <openssl/asn1.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <array>

namespace certwright::crypto {
namespace {

enum class KeyForm { pkcs8, encrypted_pkcs8, pkcs1, sec1 };

/// The tag at the front of `rest`, whose header goes; the content goes too when `whole`. 0 when there is
/// no element.
int take_element(BytesView& rest, bool whole) {
    const unsigned char* position = rest.data();
    long length = 0;
    int tag = 0;
    int tag_class = 0;
    if (rest.empty() ||
        (ASN1_get_object(&position, &length, &tag, &tag_class, static_cast<long>(rest.size())) & 0x80) != 0)
        return 0;
    rest = rest.subspan(static_cast<std::size_t>(position - rest.data()) +
                        (whole ? static_cast<std::size_t>(length) : 0));
    return tag_class == V_ASN1_UNIVERSAL ? tag : 0;
}

/// Every form is a sequence. An encrypted key begins with a sequence, the others with a version, and
/// behind it an algorithm (PKCS#8), a modulus (PKCS#1) or the key's octets (SEC1).
std::optional<KeyForm> form_of(BytesView der) {
    const QuietErrors quiet;
    if (take_element(der, /*whole=*/false) != V_ASN1_SEQUENCE) return std::nullopt;
    const int first = take_element(der, /*whole=*/true);
    if (first == V_ASN1_SEQUENCE) return KeyForm::encrypted_pkcs8;
    if (first != V_ASN1_INTEGER) return std::nullopt;
    switch (take_element(der, /*whole=*/true)) {
        case V_ASN1_SEQUENCE:
            return KeyForm::pkcs8;
        case V_ASN1_INTEGER:
            return KeyForm::pkcs1;
        case V_ASN1_OCTET_STRING:
            return KeyForm::sec1;
        default:
            return std::nullopt;
    }
}

NativeKey key_of(const Pkcs8& info) {
    const ASN1_OBJECT* algorithm = nullptr;
    PKCS8_pkey_get0(&algorithm, nullptr, nullptr, nullptr, info.get());
    const QuietErrors quiet;
    NativeKey key{EVP_PKCS82PKEY(info.get())};
    if (key) return key;
    std::array<char, 128> name{};
    OBJ_obj2txt(name.data(), name.size(), algorithm, 0);
    throw Error{
        Fault::invalid,
        fmt::format("cannot read the private key: {} ({})", openssl_reason("not understood"), name.data()),
        "use an RSA key of 1024 to 8192 bits, an EC key on a named curve, or Ed25519"};
}

EVP_PKEY* decode_rsa(EVP_PKEY** into, const unsigned char** position, long size) {
    return d2i_PrivateKey(EVP_PKEY_RSA, into, position, size);
}
EVP_PKEY* decode_ec(EVP_PKEY** into, const unsigned char** position, long size) {
    return d2i_PrivateKey(EVP_PKEY_EC, into, position, size);
}

}  // namespace

NativeKey read_key(BytesView der, const std::optional<Secret>& password) {
    check_der_size(der, private_key_kind);
    const auto form = form_of(der);
    if (!form)
        throw Error{Fault::invalid, "cannot read the private key: it has no form known for keys",
                    std::string{private_key_kind.hint}};
    switch (*form) {
        case KeyForm::pkcs8:
            return key_of(decode_der<Pkcs8, d2i_PKCS8_PRIV_KEY_INFO>(der, private_key_kind));
        case KeyForm::encrypted_pkcs8:
            return key_of(decrypt_pkcs8(der, password));
        case KeyForm::pkcs1:
            return decode_der<NativeKey, decode_rsa>(der, private_key_kind);
        case KeyForm::sec1:
            return decode_der<NativeKey, decode_ec>(der, private_key_kind);
    }
    throw Error{Fault::internal, "unknown form of key"};
}

}  // namespace certwright::crypto
