#include "x509/bundle/triple_des.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/failure.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>

namespace certwright::x509 {
namespace {

constexpr std::size_t key_size = 24, vector_size = 8, half_salt = 4, md5_size = 16;

using Md5Digest = std::array<unsigned char, md5_size>;

class PasswordHash {
  public:
    explicit PasswordHash(std::string_view password) : password_(password) {
        crypto::require(context_ && algorithm_, "find MD5");
    }

    Md5Digest repeated(BytesView half, std::int64_t iterations) const {
        Md5Digest digest{};
        for (std::int64_t i = 0; i < iterations; ++i) {
            crypto::require(EVP_DigestInit_ex2(context_.get(), algorithm_.get(), nullptr) == 1 &&
                                EVP_DigestUpdate(context_.get(), half.data(), half.size()) == 1 &&
                                EVP_DigestUpdate(context_.get(), password_.data(), password_.size()) == 1 &&
                                EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1,
                            "hash a password");
            half = digest;
        }
        return digest;
    }

  private:
    std::string_view password_;
    Handle<EVP_MD, EVP_MD_free> algorithm_{EVP_MD_fetch(nullptr, "MD5", nullptr)};
    Handle<EVP_MD_CTX, EVP_MD_CTX_free> context_{EVP_MD_CTX_new()};
};

}  // namespace

Secret java_triple_des_key(std::string_view password, BytesView salt, std::int64_t iterations) {
    ensure(salt.size() == 2 * half_salt, "the salt has 8 bytes");
    std::string seven_bits{password};
    for (char& c : seven_bits) c = static_cast<char>(c & 0x7F);
    const Secret text{std::move(seven_bits)};
    const PasswordHash hash{text.reveal()};
    std::string key;
    key.reserve(2 * md5_size);
    for (const std::size_t half : {std::size_t{0}, half_salt}) {
        Md5Digest part = hash.repeated(salt.subspan(half, half_salt), iterations);
        key.append(as_text(part));
        OPENSSL_cleanse(part.data(), part.size());
    }
    return Secret{std::move(key)};
}

std::optional<Secret> open_triple_des(BytesView sealed, const Secret& key_and_vector) {
    ensure(key_and_vector.size() == key_size + vector_size, "a key of three DES keys and a vector");
    const crypto::QuietErrors quiet;
    const Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context{EVP_CIPHER_CTX_new()};
    const BytesView key = as_bytes(key_and_vector.reveal());
    crypto::require(context && EVP_DecryptInit_ex2(context.get(), EVP_des_ede3_cbc(), key.data(),
                                                   key.subspan(key_size).data(), nullptr) == 1,
                    "prepare to decrypt");
    std::string out(sealed.size() + EVP_MAX_BLOCK_LENGTH, '\0');
    auto* const start = reinterpret_cast<unsigned char*>(out.data());
    int size = 0;
    int rest = 0;
    const bool right =
        EVP_DecryptUpdate(context.get(), start, &size, sealed.data(), static_cast<int>(sealed.size())) == 1 &&
        EVP_DecryptFinal_ex(context.get(), start + size, &rest) == 1;
    const Secret whole{std::move(out)};  // wiped also when the key is wrong
    if (!right) return std::nullopt;
    return Secret{std::string{whole.reveal().substr(0, static_cast<std::size_t>(size + rest))}};
}

}  // namespace certwright::x509
