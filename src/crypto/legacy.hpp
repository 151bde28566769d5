#pragma once

#include <openssl/err.h>

// OpenSSL's own name, so that its headers stay in the sources.
typedef struct ossl_lib_ctx_st OSSL_LIB_CTX;

namespace certwright::crypto {

/// OpenSSL with RC2, RC4, single DES and the rest of its "legacy" provider beside the default one: only for
/// opening what somebody encrypted long ago. Everything else keeps to the default context, which does not
/// have them. Where the provider is not installed, its ciphers are not there either.
OSSL_LIB_CTX* legacy_context();

/// Whether OpenSSL's last failure was that it does not have the algorithm: what came first, before any cipher
/// could run and any password be wrong.
bool lacked_algorithm();

/// What `open` makes in the default context, or, should that lack the algorithm, in the legacy one.
template <class Open>
auto open_with_any_cipher(Open open) {
    ERR_clear_error();
    auto opened = open(static_cast<OSSL_LIB_CTX*>(nullptr));
    if (opened || !lacked_algorithm()) return opened;
    ERR_clear_error();
    return open(legacy_context());
}

}  // namespace certwright::crypto
