#pragma once

#include "audit/log.hpp"
#include "base/clock.hpp"
#include "inventory/account.hpp"
#include "store/database.hpp"
#include "vault/vault.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace certwright::inventory {

/// Who changes something, for the audit log.
struct Actor {
    std::string name = "system";
    std::string request_id;
};

/// The accounts, their secrets in the vault, every change in the audit log.
class Accounts {
  public:
    Accounts(vault::Vault& vault, audit::Log& log, Clock& clock) : vault_(vault), log_(log), clock_(clock) {}

    /// Throws Fault::conflict when the name is taken.
    AccountId add(store::Transaction& transaction, const AccountSettings& settings,
                  const CredentialSecrets& secrets, const Actor& actor);
    /// `expected_version` refuses a change made on a stale view (Fault::conflict).
    void change(store::Transaction& transaction, const AccountId& id, const AccountSettings& settings,
                const CredentialSecrets& secrets, std::optional<std::int64_t> expected_version,
                const Actor& actor);
    /// Removes the account, its secrets and what was discovered in it; nothing changes in AWS. Throws
    /// Fault::conflict while other accounts assume their role through it.
    void remove(store::Transaction& transaction, const AccountId& id, const Actor& actor);

    /// Runs in the transaction that removes an account, before it; may refuse by an Error.
    using Removal = std::function<void(store::Transaction&, const Account&)>;
    void before_removal(Removal removal) { removal_ = std::move(removal); }

    /// Sorted by name.
    std::vector<Account> list(store::Connection& connection) const;
    std::optional<Account> find(store::Connection& connection, const AccountId& id) const;
    /// By id, name (any case) or twelve-digit account id. Throws Fault::not_found.
    Account get(store::Connection& connection, const std::string& id_or_name) const;
    /// Those of its AWS certificates that are not missing; counted one by one.
    std::int64_t count_certificates(store::Connection& connection, const AccountId& id) const;
    /// The stored secrets of an access key.
    Secret secret_access_key(store::Connection& connection, const AccountId& id) const;
    Secret session_token(store::Connection& connection, const AccountId& id) const;

    /// What AWS told about the caller.
    void keep_identity(store::Transaction& transaction, const AccountId& id,
                       const std::string& aws_account_id, const std::string& caller_arn);
    void keep_search_support(store::Transaction& transaction, const AccountId& id, SearchSupport support);
    void keep_outcome(store::Transaction& transaction, const AccountId& id, const std::string& error);

  private:
    void keep_secrets(store::Transaction& transaction, const AccountId& id, const AccountSettings& settings,
                      const CredentialSecrets& secrets);
    void check_sources(store::Transaction& transaction, const AccountId& id,
                       const AccountSettings& settings) const;

    vault::Vault& vault_;
    audit::Log& log_;
    Clock& clock_;
    Removal removal_;
};

}  // namespace certwright::inventory
