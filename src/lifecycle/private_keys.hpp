#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "crypto/key_pair.hpp"
#include "store/database.hpp"
#include "vault/vault.hpp"

#include <string>

namespace certwright::lifecycle {

struct PrivateKeyTag {
    static constexpr std::string_view prefix = "key";
};
using PrivateKeyId = Id<PrivateKeyTag>;

/// The private keys of the repository, encrypted in the vault, found by their public keys: so that a key
/// serves every version and request that it fits, whichever came first.
class PrivateKeys {
  public:
    PrivateKeys(vault::Vault& vault, Clock& clock) : vault_(vault), clock_(clock) {}

    /// Keeps the key, once.
    PrivateKeyId keep(store::Transaction& transaction, const crypto::KeyPair& key);
    bool has(store::Connection& connection, const std::string& spki_sha256) const;
    /// Throws Fault::not_found when the repository does not hold it.
    crypto::KeyPair open(store::Connection& connection, const std::string& spki_sha256) const;
    /// Forgets the key unless a version still has it, or a request waits with it.
    void remove_unused(store::Transaction& transaction, const std::string& spki_sha256);

  private:
    vault::Vault& vault_;
    Clock& clock_;
};

}  // namespace certwright::lifecycle
