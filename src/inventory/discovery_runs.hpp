#pragma once

#include "audit/log.hpp"
#include "inventory/accounts.hpp"
#include "inventory/discovery_run.hpp"
#include "jobs/queue.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace certwright::inventory {

struct RunRequest {
    std::vector<AccountId> accounts;   ///< empty: every enabled account
    std::vector<std::string> regions;  ///< empty: as each account's settings say
    bool full = false;                 ///< ask for the details of every certificate again
};

/// Discovery runs and the report of each. A run is over when its last scope is: whoever finishes a
/// scope closes the run in the same transaction.
class DiscoveryRuns {
  public:
    DiscoveryRuns(Accounts& accounts, jobs::Queue& queue, audit::Log& log, Clock& clock)
        : accounts_(accounts), queue_(queue), log_(log), clock_(clock) {}

    /// Runs in the transaction in which a part of a run ends, whatever its end: what was found in its region
    /// is stored then.
    using ScopeOver = std::function<void(store::Transaction&, const RunScope&)>;
    void on_scope_over(ScopeOver scope_over) { scope_over_ = std::move(scope_over); }

    /// Creates the run and one job for each account. Throws Fault::invalid when nothing is to scan.
    RunId start(store::Transaction& transaction, const RunRequest& request, const Actor& actor);
    /// Cancels its jobs; what was found stays. Throws Fault::conflict when it is over.
    void cancel(store::Transaction& transaction, const RunId& id, const Actor& actor);

    /// Newest first, without scopes but with their sums readable through `totals`.
    std::vector<DiscoveryRun> list(store::Connection& connection, const std::string& before,
                                   std::size_t limit) const;
    /// With scopes. Throws Fault::not_found.
    DiscoveryRun get(store::Connection& connection, const RunId& id) const;

    void add_scope(store::Transaction& transaction, const RunId& id, const RunScope& scope);
    std::optional<RunScope> find_scope(store::Connection& connection, const RunId& id,
                                       const AccountId& account, const std::string& region,
                                       const std::string& service) const;
    /// Writes the scope's line; when it is final, closes the run if it was the last.
    void keep_scope(store::Transaction& transaction, const RunId& id, const RunScope& scope);

  private:
    void settle(store::Transaction& transaction, const RunId& id);

    Accounts& accounts_;
    jobs::Queue& queue_;
    audit::Log& log_;
    Clock& clock_;
    ScopeOver scope_over_;
};

}  // namespace certwright::inventory
