#pragma once

#include "base/id.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::jobs {

struct JobTag {
    static constexpr std::string_view prefix = "job";
};
using JobId = Id<JobTag>;

/// docs/state-machines.md draws it. `available` waits for `run_at`; `running` holds a lease.
enum class JobState { available, running, completed, failed, cancelled };
std::string_view to_string(JobState state);
/// Throws Fault::invalid.
JobState parse_job_state(std::string_view text);
bool is_final(JobState state);

/// What to do, written by whoever enqueues it. Arguments are JSON and never hold a secret.
struct NewJob {
    std::string kind;  ///< names its handler, for example "discovery.region"
    std::string arguments = "{}";
    std::string lane = "default";  ///< which pool of threads runs it
    /// While a job with this key is not final, enqueueing it again returns that job instead.
    std::string unique_key;
    std::string group;           ///< jobs that belong together, for example a discovery run's id
    int priority = 0;            ///< higher runs first
    std::optional<Time> run_at;  ///< now when absent
    int max_attempts = 10;
    std::string requested_by;  ///< principal, for the job page and the audit log
};

struct Job {
    JobId id;
    std::string kind;
    std::string arguments;
    std::string lane;
    std::string unique_key;
    std::string group;
    int priority = 0;
    JobState state = JobState::available;
    int attempt = 0;  ///< counts from 1 at the first run
    int max_attempts = 0;
    bool cancel_requested = false;
    Time created_at;
    Time run_at;
    std::optional<Time> started_at;
    std::optional<Time> finished_at;
    std::optional<Time> lease_expires_at;
    std::string worker;      ///< host, process and thread that hold the lease
    std::string progress;    ///< JSON that the handler wrote last; "{}" at first
    std::string outcome;     ///< one line for people, once it is final
    std::string last_error;  ///< of the last attempt that failed
    std::string requested_by;
};

}  // namespace certwright::jobs
