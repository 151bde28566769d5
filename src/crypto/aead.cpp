#include "crypto/aead.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/failure.hpp"
#include "crypto/random.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>
#include <limits>

namespace certwright::crypto {
namespace {

using CipherContext = Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using Cipher = Handle<EVP_CIPHER, EVP_CIPHER_free>;

const EVP_CIPHER* aes_256_gcm() {
    static const Cipher cipher{EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)};
    require(cipher != nullptr, "find AES-256-GCM");
    return cipher.get();
}

CipherContext begin(const Secret& key, BytesView nonce, bool encrypting) {
    ensure(key.size() == aead_key_size, "an AES-256 key has 32 bytes");
    CipherContext context{EVP_CIPHER_CTX_new()};
    require(context && EVP_CipherInit_ex2(context.get(), aes_256_gcm(), as_bytes(key.reveal()).data(),
                                          nonce.data(), encrypting ? 1 : 0, nullptr) == 1,
            "prepare AES-256-GCM");
    return context;
}

/// OpenSSL counts bytes in an int.
int openssl_length(std::size_t size) {
    ensure(size <= static_cast<std::size_t>(std::numeric_limits<int>::max()), "a message below 2 GiB");
    return static_cast<int>(size);
}

void authenticate(EVP_CIPHER_CTX* context, std::string_view associated_data) {
    int written = 0;
    require(EVP_CipherUpdate(context, nullptr, &written, as_bytes(associated_data).data(),
                             openssl_length(associated_data.size())) == 1,
            "authenticate associated data");
}

}  // namespace

Bytes seal(const Secret& key, std::string_view plaintext, std::string_view associated_data) {
    Bytes sealed = random_bytes(aead_nonce_size);
    const CipherContext context = begin(key, sealed, /*encrypting=*/true);
    sealed.resize(aead_nonce_size + plaintext.size() + aead_tag_size);
    authenticate(context.get(), associated_data);
    std::uint8_t* const ciphertext = sealed.data() + aead_nonce_size;
    std::uint8_t* const tag = ciphertext + plaintext.size();
    int written = 0;
    int rest = 0;
    require(EVP_CipherUpdate(context.get(), ciphertext, &written, as_bytes(plaintext).data(),
                             openssl_length(plaintext.size())) == 1 &&
                EVP_CipherFinal_ex(context.get(), tag, &rest) == 1 && rest == 0 &&
                EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, aead_tag_size, tag) == 1,
            "encrypt");
    return sealed;
}

std::optional<Secret> open(const Secret& key, BytesView sealed, std::string_view associated_data) {
    if (sealed.size() < aead_nonce_size + aead_tag_size) return std::nullopt;
    const CipherContext context = begin(key, sealed.first(aead_nonce_size), /*encrypting=*/false);
    const BytesView ciphertext =
        sealed.subspan(aead_nonce_size, sealed.size() - aead_nonce_size - aead_tag_size);
    Bytes tag(sealed.end() - static_cast<std::ptrdiff_t>(aead_tag_size), sealed.end());
    authenticate(context.get(), associated_data);
    std::string plaintext(ciphertext.size(), '\0');
    auto* const out = reinterpret_cast<unsigned char*>(plaintext.data());
    int written = 0;
    int rest = 0;
    require(EVP_CipherUpdate(context.get(), out, &written, ciphertext.data(),
                             openssl_length(ciphertext.size())) == 1 &&
                EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, aead_tag_size, tag.data()) == 1,
            "decrypt");
    Secret opened{std::move(plaintext)};  // wiped also when the tag is wrong
    std::uint8_t nothing = 0;
    if (EVP_CipherFinal_ex(context.get(), &nothing, &rest) != 1) {
        ERR_clear_error();
        return std::nullopt;
    }
    return opened;
}

}  // namespace certwright::crypto
