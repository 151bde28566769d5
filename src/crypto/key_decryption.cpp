#include "crypto/key_decryption.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/der.hpp"
#include "crypto/key_cost.hpp"
#include "crypto/key_limits.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <algorithm>

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

/// Wrong passwords fail in the cipher's padding or, once in 256 times, in what it then decodes to; an
/// algorithm that is not there fails before.
bool failed_before_the_cipher() {
    return ERR_GET_LIB(ERR_peek_error()) == ERR_LIB_EVP;
}

int int_size(const Secret& bytes) {
    return static_cast<int>(bytes.size());
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

/// PEM_do_header's way of asking.
int answer_password(char* buffer, int size, int /*writing*/, void* asked) {
    const std::string_view password = static_cast<const Secret*>(asked)->reveal();
    if (password.size() > static_cast<std::size_t>(size)) return -1;
    std::ranges::copy(password, buffer);
    return static_cast<int>(password.size());
}

}  // namespace

void Pkcs8Release::operator()(PKCS8_PRIV_KEY_INFO* key) const noexcept {
    PKCS8_PRIV_KEY_INFO_free(key);
}

Pkcs8 decrypt_pkcs8(BytesView der, const std::optional<Secret>& password) {
    const auto sealed = decode_der<Handle<X509_SIG, X509_SIG_free>, d2i_X509_SIG>(der, private_key_kind);
    const X509_ALGOR* scheme = nullptr;
    X509_SIG_get0(sealed.get(), &scheme, nullptr);
    check_cost(scheme);
    const Secret& secret = needed(password);
    const QuietErrors quiet;
    Pkcs8 opened{PKCS8_decrypt(sealed.get(), secret.reveal().data(), int_size(secret))};
    if (!opened && failed_before_the_cipher()) refuse_encryption(cipher_name(scheme));
    if (!opened) refuse_password();
    return opened;
}

Secret decrypt_traditional(std::string_view headers, const Secret& body,
                           const std::optional<Secret>& password) {
    const QuietErrors quiet;
    std::string lines{headers};
    EVP_CIPHER_INFO cipher{};
    if (PEM_get_EVP_CIPHER_INFO(lines.data(), &cipher) != 1 || !cipher.cipher)
        refuse_encryption(openssl_reason("no DEK-Info header"));
    const char* name = EVP_CIPHER_get0_name(cipher.cipher);
    if (const Handle<EVP_CIPHER, EVP_CIPHER_free> found{EVP_CIPHER_fetch(nullptr, name, nullptr)}; !found)
        refuse_encryption(name);
    const Secret& secret = needed(password);
    std::string opened{body.reveal()};
    long size = static_cast<long>(opened.size());
    const bool right = PEM_do_header(&cipher, reinterpret_cast<unsigned char*>(opened.data()), &size,
                                     answer_password, const_cast<Secret*>(&secret)) == 1;
    if (right) opened.resize(static_cast<std::size_t>(size));
    Secret key{std::move(opened)};  // wiped also when the password is wrong
    if (!right || !is_sequence(key.reveal())) refuse_password();
    return key;
}

}  // namespace certwright::crypto
