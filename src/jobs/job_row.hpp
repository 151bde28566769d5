#pragma once

#include "jobs/job.hpp"
#include "store/value.hpp"

namespace certwright::jobs {

/// The columns of `jobs` in the order that read_job() expects.
#define CERTWRIGHT_JOB_COLUMNS                                                                   \
    "id, kind, arguments, lane, unique_key, job_group, priority, state, attempt, max_attempts, " \
    "cancel_requested, created_at, run_at, started_at, finished_at, lease_expires_at, worker, "  \
    "progress, outcome, last_error, requested_by"

Job read_job(const store::Row& row);

}  // namespace certwright::jobs
