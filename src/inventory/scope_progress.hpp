#pragma once

#include "aws/failure.hpp"
#include "aws/ledger.hpp"
#include "inventory/discovery_jobs.hpp"
#include "inventory/discovery_runs.hpp"
#include "inventory/sweep.hpp"
#include "jobs/handler.hpp"

#include <mutex>
#include <string>

namespace certwright::inventory {

/// The report line of the scope that one job works on: kept in memory, written along with what it
/// tells of. Calls made before a kill stay counted. Thread-safe.
class ScopeProgress {
  public:
    /// Loads the scope's line as an earlier attempt left it.
    ScopeProgress(store::Database& database, DiscoveryRuns& runs, Clock& clock, jobs::Run& job,
                  const std::string& region, const std::string& service);

    bool is_over() const { return is_final(scope_.state); }
    /// An earlier attempt at the same work was cut off: by a kill, or by a server that stopped.
    bool was_begun() const noexcept { return was_begun_; }
    /// The earlier attempt got as far as the details.
    bool was_listed() const noexcept { return was_listed_; }
    aws::CallLedger& ledger() noexcept { return ledger_; }
    const RunId& run() const noexcept { return run_; }

    void enter(store::Transaction& transaction, ScopeState state);
    void keep_sweep(store::Transaction& transaction, const SweepCounts& counts);
    void expect_details(store::Transaction& transaction, std::int64_t pending);
    /// Counts one more certificate's details; tells whether the line is due to be written.
    bool detail_done();
    void note(const std::string& text);
    void save(store::Transaction& transaction);

    /// Ends the scope and the job in one transaction.
    void complete(store::Transaction& transaction, std::string outcome);
    void fail(store::Transaction& transaction, const aws::Failure& failure);
    void fail(store::Transaction& transaction, const ScopeError& error);
    void region_disabled(store::Transaction& transaction);

  private:
    void finish(store::Transaction& transaction, ScopeState state, std::string outcome);
    void write(store::Transaction& transaction);

    DiscoveryRuns& runs_;
    Clock& clock_;
    jobs::Run& job_;
    RunId run_;
    mutable std::mutex mutex_;
    RunScope scope_;
    bool was_begun_ = false, was_listed_ = false;
    Calls calls_before_;
    aws::CallLedger ledger_;
    Time written_at_;
};

/// Closes the scope of a job that was cancelled or failed for good.
void abandon_scope(store::Transaction& transaction, DiscoveryRuns& runs, Clock& clock, const jobs::Job& job,
                   const std::string& region, const std::string& service, std::string_view why);

/// What a person can do about a failed call.
std::string hint_for(const aws::Failure& failure);

}  // namespace certwright::inventory
