#pragma once

#include "app/settings.hpp"
#include "audit/log.hpp"
#include "base/clock.hpp"
#include "store/database.hpp"
#include "vault/local_key_wrapper.hpp"
#include "vault/vault.hpp"

#include <memory>

namespace certwright::app {

/// What the server and the offline `admin` commands both stand on: the data directory, the database
/// with its schema up to date, the audit log and the vault.
class Foundation {
  public:
    /// Creates the data directory (mode 0700) and the database when they are missing.
    /// `metrics`, when given, outlives it.
    explicit Foundation(const Settings& settings, Metrics* metrics = nullptr);

    Clock& clock() noexcept { return clock_; }
    store::Database& database() noexcept { return *database_; }
    audit::Log& log() noexcept { return log_; }
    vault::LocalKeyWrapper& key_wrapper() noexcept { return *key_wrapper_; }
    vault::Vault& vault() noexcept { return *vault_; }
    int schema_version() const noexcept { return schema_version_; }

  private:
    SystemClock clock_;
    audit::Log log_{clock_};
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<vault::LocalKeyWrapper> key_wrapper_;
    std::unique_ptr<vault::Vault> vault_;
    int schema_version_ = 0;
};

}  // namespace certwright::app
