#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"

#include <memory>
#include <optional>
#include <string_view>

// OpenSSL's own name, so that its headers stay in the sources.
typedef struct pkcs8_priv_key_info_st PKCS8_PRIV_KEY_INFO;

/// How private keys that came encrypted are opened.
namespace certwright::crypto {

struct Pkcs8Release {
    void operator()(PKCS8_PRIV_KEY_INFO* key) const noexcept;
};
/// A decoded PrivateKeyInfo (RFC 5958 section 2); wiped when it goes.
using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Pkcs8Release>;

/// Opens an EncryptedPrivateKeyInfo (RFC 5958 section 3): PBES2 with PBKDF2 or scrypt, and the older
/// schemes of PKCS#5 and PKCS#12 as far as OpenSSL's default provider has their ciphers. Throws
/// Fault::invalid: no password, a wrong one, an encryption that is not supported or too costly.
Pkcs8 decrypt_pkcs8(BytesView der, const std::optional<Secret>& password);

/// Opens the body of a traditional PEM block, `headers` being its Proc-Type and DEK-Info lines (RFC 1421
/// section 4.6). Throws Fault::invalid as above.
Secret decrypt_traditional(std::string_view headers, const Secret& body,
                           const std::optional<Secret>& password);

}  // namespace certwright::crypto
