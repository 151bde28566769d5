#include "crypto/legacy.hpp"

#include "crypto/failure.hpp"

#include <openssl/crypto.h>
#include <openssl/provider.h>

namespace certwright::crypto {
namespace {

OSSL_LIB_CTX* new_legacy_context() {
    const QuietErrors quiet;
    OSSL_LIB_CTX* context = OSSL_LIB_CTX_new();
    require(context && OSSL_PROVIDER_load(context, "default"), "prepare old ciphers");
    (void)OSSL_PROVIDER_load(context, "legacy");
    return context;
}

}  // namespace

OSSL_LIB_CTX* legacy_context() {
    // Never freed: OpenSSL's own clean-up at exit may come first.
    static OSSL_LIB_CTX* const context = new_legacy_context();
    return context;
}

bool lacked_algorithm() {
    return ERR_GET_LIB(ERR_peek_error()) == ERR_LIB_EVP;
}

}  // namespace certwright::crypto
