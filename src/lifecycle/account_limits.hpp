#pragma once

#include "aws/client.hpp"
#include "base/clock.hpp"
#include "inventory/account.hpp"
#include "lifecycle/deployment/quota.hpp"

#include <map>
#include <mutex>
#include <string>

namespace certwright::lifecycle {

/// The limits that AWS has set accounts. An answer holds for some minutes, so that a pre-flight of many
/// certificates, page after page, asks once for each account and region. What is not answered soon is not
/// waited for: then the limits are AWS's defaults, and say why. Thread-safe.
class AccountLimits {
  public:
    explicit AccountLimits(Clock& clock) : clock_(clock) {}

    ImportLimits imports(aws::Client& client, const inventory::Account& account, const std::string& region,
                         const aws::CallContext& context);
    Limit server_certificates(aws::Client& client, const inventory::Account& account,
                              const aws::CallContext& context);

  private:
    template <class Limits>
    struct Kept {
        Limits limits;
        Time until;
    };
    template <class Limits>
    using Book = std::map<std::string, Kept<Limits>>;
    /// What is kept under the key, or else what `ask` finds out.
    template <class Limits, class Ask>
    Limits find_or_ask(Book<Limits>& book, const std::string& key, Ask ask);

    Clock& clock_;
    std::mutex mutex_;
    Book<ImportLimits> imports_;       ///< by account and region
    Book<Limit> server_certificates_;  ///< by account
};

}  // namespace certwright::lifecycle
