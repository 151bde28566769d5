#include "x509/bundle/java_key.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/der.hpp"
#include "crypto/digest.hpp"
#include "crypto/key_limits.hpp"
#include "crypto/random.hpp"
#include "x509/bundle/der_shape.hpp"
#include "x509/bundle/triple_des.hpp"
#include "x509/bundle/utf16.hpp"

#include <openssl/asn1.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <array>

namespace certwright::x509 {
namespace {

constexpr std::string_view jks_protector = "1.3.6.1.4.1.42.2.17.1.1";
constexpr std::string_view jceks_protector = "1.3.6.1.4.1.42.2.19.1";
constexpr std::size_t sha1_size = 20;

using SealedKey = Handle<X509_SIG, X509_SIG_free>;

std::string id_of(const X509_ALGOR* algorithm) {
    std::array<char, 64> id{};
    OBJ_obj2txt(id.data(), id.size(), algorithm->algorithm, 1);
    return id.data();
}

/// Exclusive or with SHA-1 of the password and the block before it, the first being the salt.
Secret streamed(BytesView in, BytesView salt, BytesView password) {
    std::string out(in.size(), '\0');
    crypto::Sha1Digest block{};
    BytesView before = salt;
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (i % sha1_size == 0) {
            block = crypto::sha1({password, before});
            before = block;
        }
        out[i] = static_cast<char>(in[i] ^ block[i % sha1_size]);
    }
    return Secret{std::move(out)};
}

}  // namespace

JavaKey::JavaKey(BytesView der) {
    const auto key = crypto::decode_der<SealedKey, d2i_X509_SIG>(der, crypto::private_key_kind);
    const X509_ALGOR* algorithm = nullptr;
    const ASN1_OCTET_STRING* sealed = nullptr;
    X509_SIG_get0(key.get(), &algorithm, &sealed);
    const auto* const data = ASN1_STRING_get0_data(sealed);
    sealed_.assign(data, data + ASN1_STRING_length(sealed));
    const std::string id = id_of(algorithm);
    if (id == jks_protector) return;
    if (id != jceks_protector)
        throw Error{Fault::invalid,
                    "cannot read the private key: its encryption is not supported (" + id + ")"};
    protector_ = Protector::jceks;
    const Handle<PBEPARAM, PBEPARAM_free> parameters{
        static_cast<PBEPARAM*>(ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBEPARAM), algorithm->parameter))};
    if (!parameters || ASN1_STRING_length(parameters->salt) != 8 ||
        ASN1_INTEGER_get_int64(&iterations_, parameters->iter) != 1 || iterations_ < 1 ||
        iterations_ > crypto::max_key_iterations)
        throw Error{Fault::invalid,
                    "cannot read the private key: its password is hashed too often, or its "
                    "encryption is damaged"};
    const auto* const salt = ASN1_STRING_get0_data(parameters->salt);
    salt_.assign(salt, salt + ASN1_STRING_length(parameters->salt));
}

std::optional<Secret> JavaKey::open(std::string_view password) const {
    return protector_ == Protector::jks ? open_jks(password) : open_jceks(password);
}

std::optional<Secret> JavaKey::open_jks(std::string_view password) const {
    if (sealed_.size() < 2 * sha1_size) return std::nullopt;
    const BytesView sealed{sealed_};
    const Secret text = utf16_of(password);
    Secret key = streamed(sealed.subspan(sha1_size, sealed.size() - 2 * sha1_size), sealed.first(sha1_size),
                          as_bytes(text.reveal()));
    const auto check = crypto::sha1({as_bytes(text.reveal()), as_bytes(key.reveal())});
    if (!equal_in_constant_time(as_text(check), as_text(sealed.last(sha1_size)))) return std::nullopt;
    return key;
}

std::optional<Secret> JavaKey::open_jceks(std::string_view password) const {
    auto key = open_triple_des(sealed_, java_triple_des_key(password, salt_, iterations_));
    // Once in 256 times a wrong password passes the padding, and what it gives is no key.
    if (key && shape_of(as_bytes(key->reveal())) != DerShape::key) return std::nullopt;
    return key;
}

Bytes seal_for_jks(const Secret& key, std::string_view password) {
    const Secret text = utf16_of(password);
    Bytes sealed = crypto::random_bytes(sha1_size);
    const Secret body = streamed(as_bytes(key.reveal()), sealed, as_bytes(text.reveal()));
    const auto check = crypto::sha1({as_bytes(text.reveal()), as_bytes(key.reveal())});
    const BytesView bytes = as_bytes(body.reveal());
    sealed.insert(sealed.end(), bytes.begin(), bytes.end());
    sealed.insert(sealed.end(), check.begin(), check.end());

    const SealedKey structure{X509_SIG_new()};
    X509_ALGOR* algorithm = nullptr;
    ASN1_OCTET_STRING* content = nullptr;
    crypto::require(structure != nullptr, "seal a private key");
    X509_SIG_getm(structure.get(), &algorithm, &content);
    crypto::require(
        X509_ALGOR_set0(algorithm, OBJ_txt2obj(jks_protector.data(), 1), V_ASN1_NULL, nullptr) == 1 &&
            ASN1_OCTET_STRING_set(content, sealed.data(), static_cast<int>(sealed.size())) == 1,
        "seal a private key");
    return crypto::encode_der<i2d_X509_SIG>(structure.get());
}

}  // namespace certwright::x509
