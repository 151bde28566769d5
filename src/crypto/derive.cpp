#include "crypto/derive.hpp"

#include "base/handle.hpp"
#include "crypto/failure.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <vector>

namespace certwright::crypto {
namespace {

using KeyDerivation = Handle<EVP_KDF, EVP_KDF_free>;

EVP_KDF* hkdf() {
    static const KeyDerivation algorithm{EVP_KDF_fetch(nullptr, "HKDF", nullptr)};
    require(algorithm != nullptr, "find HKDF");
    return algorithm.get();
}

/// The parameter list takes pointers to mutable memory, which OpenSSL only reads here.
OSSL_PARAM octets(const char* name, BytesView bytes) {
    return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

Secret derive(const Secret& key, std::string_view purpose, std::size_t size, BytesView salt) {
    const Handle<EVP_KDF_CTX, EVP_KDF_CTX_free> context{EVP_KDF_CTX_new(hkdf())};
    char digest[] = "SHA256";
    std::vector parameters{OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
                           octets(OSSL_KDF_PARAM_KEY, as_bytes(key.reveal()))};
    if (!purpose.empty()) parameters.push_back(octets(OSSL_KDF_PARAM_INFO, as_bytes(purpose)));
    if (!salt.empty()) parameters.push_back(octets(OSSL_KDF_PARAM_SALT, salt));
    parameters.push_back(OSSL_PARAM_construct_end());
    std::string derived(size, '\0');
    require(context && EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char*>(derived.data()), size,
                                      parameters.data()) == 1,
            "derive a key");
    return Secret{std::move(derived)};
}

}  // namespace certwright::crypto
