#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace certwright::x509 {

/// A private key as JKS and JCEKS keystores have it: an EncryptedPrivateKeyInfo under an algorithm that
/// nobody else knows.
class JavaKey {
  public:
    /// Throws Fault::invalid for what is no such key, and for one too large or too costly.
    explicit JavaKey(BytesView der);

    /// In iterations of PBKDF2.
    std::int64_t cost() const noexcept { return 2 * iterations_; }
    /// The PrivateKeyInfo in DER; nothing when that is not the password.
    std::optional<Secret> open(std::string_view password) const;

  private:
    std::optional<Secret> open_jks(std::string_view password) const;
    std::optional<Secret> open_jceks(std::string_view password) const;

    enum class Protector {
        jks,    ///< 1.3.6.1.4.1.42.2.17.1.1: a stream of SHA-1, of sun.security.provider.KeyProtector
        jceks,  ///< 1.3.6.1.4.1.42.2.19.1: PBEWithMD5AndTripleDES
    };
    Protector protector_ = Protector::jks;
    Bytes sealed_;
    Bytes salt_;                   ///< of jceks
    std::int64_t iterations_ = 1;  ///< of jceks
};

/// A PrivateKeyInfo under the protector of JKS, which every Java reads.
Bytes seal_for_jks(const Secret& key, std::string_view password);

}  // namespace certwright::x509
