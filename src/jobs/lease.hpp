#pragma once

#include "jobs/job.hpp"
#include "store/database.hpp"

#include <string>
#include <vector>

namespace certwright::jobs {

/// Who may hold a job, and until when. Every change of a running job names the holder and the
/// attempt, so that a worker that lost its lease changes nothing.
struct Claim {
    std::string lane;
    std::vector<std::string> kinds;  ///< those that the worker has handlers for
    std::string worker;
    Time now;
    Time lease_expires_at;
    std::size_t limit = 1;
};

/// Takes up to `limit` due jobs, highest priority first, then longest due.
std::vector<Job> claim(store::Transaction& transaction, const Claim& wanted);

/// When the earliest available job of the lane is due, if there is one. Reads only.
std::optional<Time> next_due(store::Connection& connection, const std::string& lane,
                             const std::vector<std::string>& kinds);

/// Extends the lease. Returns whether a cancel was asked for, or nothing when the lease is lost.
std::optional<bool> extend(store::Transaction& transaction, const Job& held, Time lease_expires_at);

/// Keeps progress while the job runs. False when the lease is lost.
bool keep_progress(store::Transaction& transaction, const Job& held, const std::string& progress);

/// How a run ended.
struct Ending {
    JobState state = JobState::completed;
    int attempt = 0;
    Time now;
    Time run_at;  ///< of the next attempt, when it is available again
    std::string progress;
    std::string outcome;     ///< when it is final
    std::string last_error;  ///< empty keeps the one before
};

/// Ends the lease and stores the ending. False, and nothing changed, when the lease was lost.
bool settle(store::Transaction& transaction, const Job& held, const Ending& ending);

/// Whether some lease has run out. Reads only.
bool any_expired(store::Connection& connection, Time now);
/// Jobs whose lease has run out, at most `limit`.
std::vector<Job> expired(store::Transaction& transaction, Time now, std::size_t limit);

}  // namespace certwright::jobs
