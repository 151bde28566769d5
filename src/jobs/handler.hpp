#pragma once

#include "jobs/job.hpp"
#include "store/database.hpp"

#include <stop_token>
#include <string>
#include <string_view>

namespace certwright::jobs {

/// What a handler may use while its job runs.
class Run {
  public:
    virtual ~Run() = default;
    virtual const Job& job() const = 0;
    /// Fires when the job is cancelled, the lease is lost or the server stops. A handler that sees
    /// it returns promptly (or lets the Error of an interrupted call through).
    virtual std::stop_token stop() const = 0;
    /// Keeps `json` as the job's progress; cheap to call often (written at most once a second).
    virtual void progress(std::string json) = 0;
    /// Finishes the job as completed inside the handler's own last transaction, so that its result
    /// and its completion commit together. Throws Fault::conflict when the lease was lost (another
    /// process owns the job) or a cancel was asked for: then the transaction must roll back.
    virtual void complete(store::Transaction& transaction, std::string outcome) = 0;
};

/// Port: does one kind of job. `run` may be repeated after a kill at any instant, so every step
/// must be safe to repeat. Returning completes the job (unless complete() did). An Error decides by
/// its fault: unavailable, rate_limited, conflict and internal are tried again with back-off until
/// max_attempts; invalid, forbidden, not_found and unauthenticated fail the job at once.
class Handler {
  public:
    virtual ~Handler() = default;
    virtual std::string_view kind() const = 0;
    virtual void run(Run& run) = 0;
    /// Runs in the transaction that makes the job failed or cancelled for good, so that whatever
    /// waits for this job hears of it.
    virtual void on_abandoned(store::Transaction&, const Job&, std::string_view /*why*/) {}
};

}  // namespace certwright::jobs
