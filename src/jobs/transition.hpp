#pragma once

#include "jobs/job.hpp"

#include <optional>

namespace certwright::jobs {

/// What can happen to a job.
enum class Event {
    claim,      ///< a worker takes it
    complete,   ///< its handler has done the work
    fail,       ///< this attempt failed, the next one may not
    give_up,    ///< no further attempt would help
    interrupt,  ///< the server stops while it runs
    expire,     ///< its lease ran out: the process that held it is gone
    cancel,     ///< somebody does not want it any more
    stop,       ///< its handler has stopped because of that
    retry,      ///< somebody wants it again
};

/// The state after `event`, or nothing where the event does not fit the state. Drawn in
/// docs/state-machines.md, restated by the checks in 0001_jobs.sql.
std::optional<JobState> next_state(const Job& job, Event event);

}  // namespace certwright::jobs
