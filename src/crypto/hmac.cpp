#include "crypto/hmac.hpp"

#include "base/handle.hpp"
#include "crypto/failure.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>

namespace certwright::crypto {
namespace {

using MacContext = Handle<EVP_MAC_CTX, EVP_MAC_CTX_free>;

MacContext make_template() {
    const Handle<EVP_MAC, EVP_MAC_free> algorithm{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    require(algorithm != nullptr, "find HMAC");
    MacContext context{EVP_MAC_CTX_new(algorithm.get())};
    char digest[] = "SHA256";
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                OSSL_PARAM_construct_end()};
    require(context && EVP_MAC_CTX_set_params(context.get(), parameters.data()) == 1, "prepare HMAC");
    return context;
}

}  // namespace

Sha256Digest hmac_sha256(BytesView key, BytesView message) {
    // Copying a prepared context is several times cheaper than looking the algorithms up again.
    static const MacContext prepared = make_template();
    const MacContext context{EVP_MAC_CTX_dup(prepared.get())};
    // OpenSSL takes a null key for "keep the old one", so an empty key needs an address.
    static constexpr std::uint8_t nothing = 0;
    const std::uint8_t* key_bytes = key.empty() ? &nothing : key.data();
    Sha256Digest digest;
    std::size_t size = 0;
    require(context && EVP_MAC_init(context.get(), key_bytes, key.size(), nullptr) == 1 &&
                EVP_MAC_update(context.get(), message.data(), message.size()) == 1 &&
                EVP_MAC_final(context.get(), digest.data(), &size, digest.size()) == 1 &&
                size == digest.size(),
            "compute an HMAC");
    return digest;
}

Sha256Digest hmac_sha256(BytesView key, std::string_view message) {
    return hmac_sha256(key, as_bytes(message));
}

Sha256Digest hmac_sha256(std::string_view key, std::string_view message) {
    return hmac_sha256(as_bytes(key), as_bytes(message));
}

}  // namespace certwright::crypto
