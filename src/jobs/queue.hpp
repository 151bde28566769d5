#pragma once

#include "base/clock.hpp"
#include "jobs/job.hpp"
#include "store/database.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace certwright::jobs {

struct JobFilter {
    std::string kind;
    std::string group;
    std::optional<JobState> state;
    std::string before;  ///< cursor: only jobs with smaller ids (older)
    std::size_t limit = 50;
};

/// The durable queue, shared by every server process on one database. A job enqueued in a
/// transaction exists exactly when that transaction commits.
class Queue {
  public:
    Queue(store::Database& database, Clock& clock);

    /// Returns the new job's id, or the unfinished one's that holds the same unique key.
    JobId enqueue(store::Transaction& transaction, const NewJob& job);

    /// A job that waits for a later attempt runs at once, with all its attempts before it again.
    void hasten(store::Transaction& transaction, const JobId& id);

    /// Newest first.
    std::vector<Job> list(store::Connection& connection, const JobFilter& filter) const;
    std::optional<Job> find(store::Connection& connection, const JobId& id) const;

    /// A text that changes whenever a job is enqueued, starts or ends.
    std::string pulse(store::Connection& connection) const;
    struct Depth {
        std::string lane;
        JobState state = JobState::available;
        std::int64_t jobs = 0;
    };
    /// How many jobs wait and run, by lane.
    std::vector<Depth> depth(store::Connection& connection) const;

    /// An available job is cancelled at once; a running one is asked to stop (its handler's
    /// stop_token fires within a heartbeat). Throws Fault::not_found, Fault::conflict when final.
    void cancel(store::Transaction& transaction, const JobId& id);
    /// Cancels every unfinished job of the group; returns how many.
    std::size_t cancel_group(store::Transaction& transaction, const std::string& group);
    /// Makes a failed or cancelled job available again. Throws Fault::conflict otherwise.
    void retry(store::Transaction& transaction, const JobId& id);
    /// Deletes final jobs that finished before `moment`; returns how many.
    std::size_t remove_finished_before(store::Transaction& transaction, Time moment);

    /// Called (from any thread) when a job may have become runnable in this process.
    void on_enqueue(std::function<void()> wake);

    /// What must happen, in the same transaction, when a job of `kind` is failed or cancelled for
    /// good. Worker::add sets it for its handler; later settings for the same kind replace earlier.
    using Abandoned = std::function<void(store::Transaction&, const Job&, std::string_view why)>;
    void on_abandoned(const std::string& kind, Abandoned abandoned);
    void abandon(store::Transaction& transaction, const Job& job, std::string_view why) const;

  private:
    void wake_after_commit(store::Transaction& transaction);

    Clock& clock_;
    mutable std::mutex mutex_;
    std::vector<std::function<void()>> wake_;
    std::map<std::string, Abandoned> abandoned_;
};

}  // namespace certwright::jobs
