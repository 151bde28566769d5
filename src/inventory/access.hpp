#pragma once

#include "aws/client.hpp"
#include "aws/credentials.hpp"
#include "aws/quota.hpp"
#include "base/metrics.hpp"
#include "inventory/accounts.hpp"
#include "net/transport.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace certwright::inventory {

/// Turns accounts into AWS clients. A client, with the credentials it has fetched, is kept until its
/// account (or one that it assumes its role through) changes. Thread-safe.
class Access {
  public:
    Access(Accounts& accounts, net::Transport& transport, aws::QuotaBook& quotas, Clock& clock,
           Metrics& metrics);
    ~Access();

    std::shared_ptr<aws::Client> client(store::Connection& connection, const Account& account);
    /// For settings that are not stored (yet): nothing is kept.
    std::shared_ptr<aws::Client> client(store::Connection& connection, const AccountSettings& settings,
                                        const CredentialSecrets& secrets);

    /// Drops what is kept of an account that was removed, its credentials among it.
    void forget(const AccountId& id);

  private:
    struct Kept;
    std::shared_ptr<aws::Client> make_client(const AccountSettings& settings,
                                             std::shared_ptr<aws::CredentialsProvider> credentials,
                                             const std::string& quota_key);
    std::shared_ptr<aws::CredentialsProvider> provider(store::Connection& connection,
                                                       const AccountSettings& settings, Secret secret,
                                                       Secret token);
    std::shared_ptr<aws::CredentialsProvider> source(store::Connection& connection,
                                                     const AccountSettings& settings);
    std::string revision(store::Connection& connection, const Account& account) const;

    Accounts& accounts_;
    net::Transport& transport_;
    aws::QuotaBook& quotas_;
    Clock& clock_;
    Metrics& metrics_;
    std::mutex mutex_;
    std::map<std::string, Kept> kept_;  ///< by account id
};

}  // namespace certwright::inventory
