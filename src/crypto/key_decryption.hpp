#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"

#include <cstdint>
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

/// In DER.
Secret pkcs8_der(const PKCS8_PRIV_KEY_INFO* info);

/// Opens an EncryptedPrivateKeyInfo (RFC 5958 section 3): PBES2 with PBKDF2 or scrypt, and the older
/// schemes of PKCS#5 and PKCS#12. Throws Fault::invalid: no password, a wrong one, an encryption that is
/// not supported or too costly.
Pkcs8 decrypt_pkcs8(BytesView der, const std::optional<Secret>& password);

/// Opens the body of a traditional PEM block, `headers` being its Proc-Type and DEK-Info lines (RFC 1421
/// section 4.6). Throws Fault::invalid as above.
Secret decrypt_traditional(std::string_view headers, const Secret& body,
                           const std::optional<Secret>& password);

/// The same for whoever has several passwords to try, and knows what each costs: a PrivateKeyInfo in DER,
/// nothing when that is not the password. In schemes of PKCS#12 no password is another one than the empty.
std::optional<Secret> open_pkcs8(BytesView der, std::optional<std::string_view> password);
/// How often open_pkcs8 hashes the password. Throws Fault::invalid.
std::int64_t pkcs8_cost(BytesView der);
std::optional<Secret> open_traditional(std::string_view headers, const Secret& body,
                                       std::string_view password);

}  // namespace certwright::crypto
