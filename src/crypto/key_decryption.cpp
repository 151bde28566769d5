#include "crypto/key_decryption.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/der.hpp"
#include "crypto/key_cost.hpp"
#include "crypto/key_limits.hpp"
#include "crypto/legacy.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>

namespace certwright::crypto {
namespace {

constexpr std::string_view cannot_read_key = "cannot read the private key: ";

const Secret& needed(const std::optional<Secret>& password) {
    if (!password)
        throw Error{Fault::invalid,
                    fmt::format("{}it is encrypted and no password was given", cannot_read_key),
                    "give the password of the key"};
    if (password->size() > max_key_password)
        throw Error{Fault::invalid,
                    fmt::format("{}the password has more than {} bytes", cannot_read_key, max_key_password)};
    return *password;
}

[[noreturn]] void refuse_password() {
    throw Error{Fault::invalid, fmt::format("{}the password does not open it", cannot_read_key),
                "check the password; if it is right, the key is damaged"};
}

/// Once in 256 times a wrong password passes the padding, and what it gives is no structure.
bool is_sequence(std::string_view der) {
    const auto* const start = as_bytes(der).data();
    const auto* position = start;
    long length = 0;
    int tag = 0;
    int tag_class = 0;
    const int flags = ASN1_get_object(&position, &length, &tag, &tag_class, static_cast<long>(der.size()));
    return (flags & 0x80) == 0 && tag == V_ASN1_SEQUENCE && position + length == start + der.size();
}

using Sealed = Handle<X509_SIG, X509_SIG_free>;

Sealed sealed_of(BytesView der) {
    return decode_der<Sealed, d2i_X509_SIG>(der, private_key_kind);
}

const X509_ALGOR* scheme_of(const Sealed& sealed) {
    const X509_ALGOR* scheme = nullptr;
    X509_SIG_get0(sealed.get(), &scheme, nullptr);
    return scheme;
}

/// Null when that is not the password.
Pkcs8 opened(const Sealed& sealed, std::optional<std::string_view> password) {
    const QuietErrors quiet;
    Pkcs8 info = open_with_any_cipher([&](OSSL_LIB_CTX* context) {
        return Pkcs8{PKCS8_decrypt_ex(sealed.get(), password ? password->data() : nullptr,
                                      password ? static_cast<int>(password->size()) : 0, context, nullptr)};
    });
    if (!info && lacked_algorithm()) refuse_encryption(cipher_name(scheme_of(sealed)));
    return info;
}

using Cipher = Handle<EVP_CIPHER, EVP_CIPHER_free>;

/// What a DEK-Info header says.
struct TraditionalCipher {
    Cipher cipher;
    std::array<unsigned char, EVP_MAX_IV_LENGTH> iv{};  ///< also the salt
};

TraditionalCipher cipher_of(std::string_view headers) {
    std::string lines{headers};
    EVP_CIPHER_INFO info{};
    if (PEM_get_EVP_CIPHER_INFO(lines.data(), &info) != 1 || !info.cipher)
        refuse_encryption(openssl_reason("no DEK-Info header"));
    const char* name = EVP_CIPHER_get0_name(info.cipher);
    TraditionalCipher found;
    std::ranges::copy(info.iv, found.iv.begin());
    found.cipher.reset(EVP_CIPHER_fetch(nullptr, name, nullptr));
    if (!found.cipher) found.cipher.reset(EVP_CIPHER_fetch(legacy_context(), name, nullptr));
    if (!found.cipher) refuse_encryption(name);
    return found;
}

/// The key of a traditional block is one MD5 of the password and the salt, repeated for its length: OpenSSL's
/// PEM_do_header, which knows only the default context.
std::optional<Secret> decrypt(const TraditionalCipher& by, const Secret& body, std::string_view password) {
    std::string key(EVP_MAX_KEY_LENGTH, '\0');
    auto* const key_start = reinterpret_cast<unsigned char*>(key.data());
    const bool derived = EVP_BytesToKey(by.cipher.get(), EVP_md5(), by.iv.data(), as_bytes(password).data(),
                                        static_cast<int>(password.size()), 1, key_start, nullptr) != 0;
    const Secret kept{std::move(key)};
    const Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context{EVP_CIPHER_CTX_new()};
    std::string out(body.size() + EVP_MAX_BLOCK_LENGTH, '\0');
    auto* const start = reinterpret_cast<unsigned char*>(out.data());
    int size = 0;
    int rest = 0;
    const bool right = derived && context &&
                       EVP_DecryptInit_ex2(context.get(), by.cipher.get(), as_bytes(kept.reveal()).data(),
                                           by.iv.data(), nullptr) == 1 &&
                       EVP_DecryptUpdate(context.get(), start, &size, as_bytes(body.reveal()).data(),
                                         static_cast<int>(body.size())) == 1 &&
                       EVP_DecryptFinal_ex(context.get(), start + size, &rest) == 1;
    const Secret whole{std::move(out)};  // wiped also when the password is wrong
    if (!right) return std::nullopt;
    return Secret{std::string{whole.reveal().substr(0, static_cast<std::size_t>(size + rest))}};
}

}  // namespace

void Pkcs8Release::operator()(PKCS8_PRIV_KEY_INFO* key) const noexcept {
    PKCS8_PRIV_KEY_INFO_free(key);
}

Pkcs8 decrypt_pkcs8(BytesView der, const std::optional<Secret>& password) {
    const Sealed sealed = sealed_of(der);
    check_cost(scheme_of(sealed));
    Pkcs8 info = opened(sealed, needed(password).reveal());
    if (!info) refuse_password();
    return info;
}

std::int64_t pkcs8_cost(BytesView der) {
    return check_cost(scheme_of(sealed_of(der)));
}

std::optional<Secret> open_pkcs8(BytesView der, std::optional<std::string_view> password) {
    const Sealed sealed = sealed_of(der);
    check_cost(scheme_of(sealed));
    const Pkcs8 info = opened(sealed, password);
    if (!info) return std::nullopt;
    return pkcs8_der(info.get());
}

Secret pkcs8_der(const PKCS8_PRIV_KEY_INFO* info) {
    unsigned char* start = nullptr;
    const int size = i2d_PKCS8_PRIV_KEY_INFO(info, &start);
    require(size > 0, "encode a private key");
    Secret der{std::string{reinterpret_cast<const char*>(start), static_cast<std::size_t>(size)}};
    OPENSSL_clear_free(start, static_cast<std::size_t>(size));
    return der;
}

std::optional<Secret> open_traditional(std::string_view headers, const Secret& body,
                                       std::string_view password) {
    const QuietErrors quiet;
    auto key = decrypt(cipher_of(headers), body, password);
    if (key && !is_sequence(key->reveal())) return std::nullopt;
    return key;
}

Secret decrypt_traditional(std::string_view headers, const Secret& body,
                           const std::optional<Secret>& password) {
    const QuietErrors quiet;
    (void)cipher_of(headers);  // says first that the encryption is not supported
    auto key = open_traditional(headers, body, needed(password).reveal());
    if (!key) refuse_password();
    return std::move(*key);
}

}  // namespace certwright::crypto
