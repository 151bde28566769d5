#include "jobs/job_row.hpp"

namespace certwright::jobs {

Job read_job(const store::Row& row) {
    return Job{
        .id = row.id<JobId>(0),
        .kind = row.text(1),
        .arguments = row.text(2),
        .lane = row.text(3),
        .unique_key = row.optional_text(4).value_or(""),
        .group = row.text(5),
        .priority = static_cast<int>(row.integer(6)),
        .state = parse_job_state(row.text(7)),
        .attempt = static_cast<int>(row.integer(8)),
        .max_attempts = static_cast<int>(row.integer(9)),
        .cancel_requested = row.boolean(10),
        .created_at = row.time(11),
        .run_at = row.time(12),
        .started_at = row.optional_time(13),
        .finished_at = row.optional_time(14),
        .lease_expires_at = row.optional_time(15),
        .worker = row.text(16),
        .progress = row.text(17),
        .outcome = row.text(18),
        .last_error = row.text(19),
        .requested_by = row.text(20),
    };
}

}  // namespace certwright::jobs
