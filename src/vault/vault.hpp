#pragma once

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "store/database.hpp"
#include "vault/key_wrapper.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace certwright::vault {

/// Keeps secrets encrypted in the database: AES-256-GCM with a fresh data key each, wrapped by the
/// master key, bound to `owner` and `field` by associated data so that a row copied elsewhere does
/// not open.
class Vault {
  public:
    Vault(KeyWrapper& wrapper, Clock& clock);

    /// Stores or replaces the secret of that owner ("acc_…") and field ("secret_access_key"). Throws
    /// Fault::unavailable when this process has missed a rotation of the master key.
    void put(store::Transaction& transaction, std::string_view owner, std::string_view field,
             const Secret& secret);
    /// Throws Fault::not_found, or Fault::internal when it does not open (wrong master key, tampered).
    Secret get(store::Connection& connection, std::string_view owner, std::string_view field) const;
    bool has(store::Connection& connection, std::string_view owner, std::string_view field) const;
    void remove(store::Transaction& transaction, std::string_view owner);
    /// Unwraps one data key of each master key in use, so that a wrong master key is told at the start and
    /// not by the first discovery. Throws Fault::not_found.
    void check_master_keys(store::Connection& connection) const;
    /// Whether any secret is kept: then a missing master key file must not be made anew.
    static bool holds_secrets(store::Connection& connection);

  private:
    void refuse_retired_key(store::Connection& connection) const;

    KeyWrapper& wrapper_;
    Clock& clock_;
};

}  // namespace certwright::vault
