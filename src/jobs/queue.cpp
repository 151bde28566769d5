#include "jobs/queue.hpp"

#include "base/error.hpp"
#include "jobs/job_row.hpp"
#include "jobs/transition.hpp"

#include <fmt/format.h>

namespace certwright::jobs {

// The port takes the database too, so that one that needs it later does not change every caller.
Queue::Queue(store::Database&, Clock& clock) : clock_(clock) {}

constexpr auto insert_job = R"sql(
    INSERT INTO jobs (id, kind, arguments, lane, unique_key, job_group, priority, state, attempt,
                      max_attempts, cancel_requested, created_at, run_at, worker, progress, outcome,
                      last_error, requested_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'available', 0, $8, $9, $10, $11, '', '{}', '', '', $12)
    ON CONFLICT (unique_key) WHERE state IN ('available', 'running') DO NOTHING
)sql";
constexpr auto select_by_unique_key =
    "SELECT id FROM jobs WHERE unique_key = $1 AND state IN ('available', 'running')";

JobId Queue::enqueue(store::Transaction& transaction, const NewJob& job) {
    const JobId id = JobId::make();
    const Time now = clock_.now();
    const auto inserted = transaction->execute(
        insert_job, {id, job.kind, job.arguments, job.lane, store::or_null(job.unique_key), job.group,
                     job.priority, job.max_attempts, false, now, job.run_at.value_or(now), job.requested_by});
    if (inserted == 0) {
        const auto holder = transaction->find(select_by_unique_key, {job.unique_key},
                                              [](const store::Row& row) { return row.id<JobId>(0); });
        ensure(holder.has_value(), "a job was refused for a unique key that nobody holds");
        return *holder;
    }
    wake_after_commit(transaction);
    return id;
}

constexpr auto bring_forward = R"sql(
    UPDATE jobs SET run_at = $2, attempt = 0 WHERE id = $1 AND state = 'available' AND run_at > $2
)sql";

void Queue::hasten(store::Transaction& transaction, const JobId& id) {
    if (transaction->execute(bring_forward, {id, clock_.now()}) == 1) wake_after_commit(transaction);
}

std::vector<Job> Queue::list(store::Connection& connection, const JobFilter& filter) const {
    std::string sql = "SELECT " CERTWRIGHT_JOB_COLUMNS " FROM jobs WHERE 1 = 1";
    store::Values values;
    const auto add = [&](std::string_view condition, store::Value value) {
        values.push_back(std::move(value));
        sql += fmt::format(" AND {} ${}", condition, values.size());
    };
    if (!filter.kind.empty()) add("kind =", filter.kind);
    if (!filter.group.empty()) add("job_group =", filter.group);
    if (filter.state) add("state =", to_string(*filter.state));
    if (!filter.before.empty()) add("id <", filter.before);
    values.push_back(static_cast<std::int64_t>(filter.limit));
    sql += fmt::format(" ORDER BY id DESC LIMIT ${}", values.size());
    return connection.list(sql, values, read_job);
}

constexpr auto select_by_id = "SELECT " CERTWRIGHT_JOB_COLUMNS " FROM jobs WHERE id = $1";

std::optional<Job> Queue::find(store::Connection& connection, const JobId& id) const {
    return connection.find(select_by_id, {id}, read_job);
}

// Each of the three is one look into an index.
constexpr auto select_pulse = R"sql(
    SELECT (SELECT MAX(id) FROM jobs), (SELECT MAX(finished_at) FROM jobs WHERE finished_at IS NOT NULL),
           (SELECT MAX(started_at) FROM jobs WHERE state = 'running')
)sql";

std::string Queue::pulse(store::Connection& connection) const {
    return *connection.find(select_pulse, {}, [](const store::Row& row) {
        return fmt::format("{} {} {}", row.optional_text(0).value_or(""), row.optional_integer(1).value_or(0),
                           row.optional_integer(2).value_or(0));
    });
}

constexpr auto select_depth =
    "SELECT lane, state, COUNT(*) FROM jobs WHERE state IN ('available', 'running') GROUP BY lane, state";

std::vector<Queue::Depth> Queue::depth(store::Connection& connection) const {
    return connection.list(select_depth, {}, [](const store::Row& row) {
        return Depth{row.text(0), parse_job_state(row.text(1)), row.integer(2)};
    });
}

constexpr auto cancel_available = R"sql(
    UPDATE jobs SET state = 'cancelled', finished_at = $2, outcome = 'cancelled before it ran'
    WHERE id = $1 AND state = 'available'
)sql";
constexpr auto cancel_running = "UPDATE jobs SET cancel_requested = $2 WHERE id = $1 AND state = 'running'";

void Queue::cancel(store::Transaction& transaction, const JobId& id) {
    const auto job = find(transaction, id);
    if (!job) throw Error{Fault::not_found, fmt::format("there is no job \"{}\"", id.text())};
    const auto next = next_state(*job, Event::cancel);
    if (!next) {
        throw Error{Fault::conflict,
                    fmt::format("job \"{}\" is {} already", id.text(), to_string(job->state))};
    }
    if (*next == JobState::running) {
        transaction->execute(cancel_running, {id, true});
    } else if (transaction->execute(cancel_available, {id, clock_.now()}) == 1) {
        Job cancelled = *job;
        cancelled.state = JobState::cancelled;
        abandon(transaction, cancelled, "cancelled");
    }
}

constexpr auto select_unfinished_of_group =
    "SELECT id FROM jobs WHERE job_group = $1 AND state IN ('available', 'running')";

std::size_t Queue::cancel_group(store::Transaction& transaction, const std::string& group) {
    const auto ids = transaction->list(select_unfinished_of_group, {group},
                                       [](const store::Row& row) { return row.id<JobId>(0); });
    for (const JobId& id : ids) cancel(transaction, id);
    return ids.size();
}

constexpr auto make_available_again = R"sql(
    UPDATE jobs SET state = 'available', attempt = 0, run_at = $2, finished_at = NULL, cancel_requested = $3,
                    outcome = ''
    WHERE id = $1 AND state IN ('failed', 'cancelled')
)sql";

void Queue::retry(store::Transaction& transaction, const JobId& id) {
    const auto job = find(transaction, id);
    if (!job) throw Error{Fault::not_found, fmt::format("there is no job \"{}\"", id.text())};
    if (!next_state(*job, Event::retry)) {
        throw Error{Fault::conflict, fmt::format("job \"{}\" is {}", id.text(), to_string(job->state)),
                    "only a failed or cancelled job can be tried again"};
    }
    const auto holder = transaction->find(select_by_unique_key, {job->unique_key},
                                          [](const store::Row& row) { return row.text(0); });
    if (holder) {
        throw Error{Fault::conflict, fmt::format("job \"{}\" does the same work already", *holder)};
    }
    transaction->execute(make_available_again, {id, clock_.now(), false});
    wake_after_commit(transaction);
}

constexpr auto delete_finished = "DELETE FROM jobs WHERE finished_at IS NOT NULL AND finished_at < $1";

std::size_t Queue::remove_finished_before(store::Transaction& transaction, Time moment) {
    return static_cast<std::size_t>(transaction->execute(delete_finished, {moment}));
}

void Queue::on_enqueue(std::function<void()> wake) {
    const std::scoped_lock lock{mutex_};
    wake_.push_back(std::move(wake));
}

void Queue::on_abandoned(const std::string& kind, Abandoned abandoned) {
    const std::scoped_lock lock{mutex_};
    abandoned_[kind] = std::move(abandoned);
}

void Queue::abandon(store::Transaction& transaction, const Job& job, std::string_view why) const {
    Abandoned abandoned;
    {
        const std::scoped_lock lock{mutex_};
        if (const auto found = abandoned_.find(job.kind); found != abandoned_.end())
            abandoned = found->second;
    }
    if (abandoned) abandoned(transaction, job, why);
}

void Queue::wake_after_commit(store::Transaction& transaction) {
    transaction.after_commit([this] {
        std::vector<std::function<void()>> wake;
        {
            const std::scoped_lock lock{mutex_};
            wake = wake_;
        }
        for (const auto& each : wake) each();
    });
}

}  // namespace certwright::jobs
