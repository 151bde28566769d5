#include "jobs/lease.hpp"

#include "jobs/job_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace certwright::jobs {
namespace {

/// "$first, $first+1, …" and the kinds themselves behind the other values.
std::string add_kinds(const std::vector<std::string>& kinds, store::Values& values) {
    std::string list;
    for (const std::string& kind : kinds) {
        values.emplace_back(kind);
        list += fmt::format("{}${}", list.empty() ? "" : ", ", values.size());
    }
    return list;
}

/// Two PostgreSQL workers must not wait for, nor take, the same rows: each skips what the other has
/// locked. SQLite has one writer at a time and no such words.
std::string_view row_lock(store::Dialect dialect) {
    return dialect == store::Dialect::postgresql ? "FOR UPDATE SKIP LOCKED" : "";
}

}  // namespace

std::vector<Job> claim(store::Transaction& transaction, const Claim& wanted) {
    store::Values values{wanted.lane, wanted.now, static_cast<std::int64_t>(wanted.limit), wanted.worker,
                         wanted.lease_expires_at};
    const std::string kinds = add_kinds(wanted.kinds, values);
    // MATERIALIZED: PostgreSQL must choose once, not again for each row it updates.
    const std::string sql = fmt::format(
        R"sql(
            WITH chosen AS MATERIALIZED (
                SELECT id FROM jobs
                WHERE state = 'available' AND lane = $1 AND run_at <= $2 AND kind IN ({})
                ORDER BY priority DESC, run_at, id LIMIT $3 {}
            )
            UPDATE jobs SET state = 'running', attempt = attempt + 1, worker = $4, lease_expires_at = $5,
                            started_at = $2
            WHERE id IN (SELECT id FROM chosen)
            RETURNING {}
        )sql",
        kinds, row_lock(transaction->dialect()), CERTWRIGHT_JOB_COLUMNS);
    auto jobs = transaction->list(sql, values, read_job);
    std::ranges::sort(jobs, {}, [](const Job& job) { return std::tuple{-job.priority, job.run_at, job.id}; });
    return jobs;
}

std::optional<Time> next_due(store::Connection& connection, const std::string& lane,
                             const std::vector<std::string>& kinds) {
    store::Values values{lane};
    const std::string list = add_kinds(kinds, values);
    const std::string sql = fmt::format(
        "SELECT MIN(run_at) FROM jobs WHERE state = 'available' AND lane = $1 AND kind IN ({})", list);
    return connection.find(sql, values, [](const store::Row& row) { return row.optional_time(0); }).value();
}

constexpr auto extend_lease = R"sql(
    UPDATE jobs SET lease_expires_at = $4 WHERE id = $1 AND state = 'running' AND worker = $2 AND attempt = $3
    RETURNING cancel_requested
)sql";

std::optional<bool> extend(store::Transaction& transaction, const Job& held, Time lease_expires_at) {
    return transaction->find(extend_lease, {held.id, held.worker, held.attempt, lease_expires_at},
                             [](const store::Row& row) { return row.boolean(0); });
}

constexpr auto update_progress =
    "UPDATE jobs SET progress = $4 WHERE id = $1 AND state = 'running' AND worker = $2 AND attempt = $3";

bool keep_progress(store::Transaction& transaction, const Job& held, const std::string& progress) {
    return transaction->execute(update_progress, {held.id, held.worker, held.attempt, progress}) == 1;
}

constexpr auto end_lease = R"sql(
    UPDATE jobs SET state = $4, attempt = $5, run_at = $6, finished_at = $7, lease_expires_at = NULL,
                    worker = '', progress = $8, outcome = $9,
                    last_error = CASE WHEN $10 = '' THEN last_error ELSE $10 END
    WHERE id = $1 AND state = 'running' AND worker = $2 AND attempt = $3
)sql";

bool settle(store::Transaction& transaction, const Job& held, const Ending& ending) {
    const bool final = is_final(ending.state);
    return transaction->execute(end_lease, {held.id, held.worker, held.attempt, to_string(ending.state),
                                            ending.attempt, final ? held.run_at : ending.run_at,
                                            final ? store::Value{ending.now} : store::Value{},
                                            ending.progress, ending.outcome, ending.last_error}) == 1;
}

constexpr auto select_one_expired =
    "SELECT id FROM jobs WHERE state = 'running' AND lease_expires_at < $1 LIMIT 1";

bool any_expired(store::Connection& connection, Time now) {
    return connection.find(select_one_expired, {now}, [](const store::Row&) { return true; }).has_value();
}

constexpr auto select_expired = "SELECT " CERTWRIGHT_JOB_COLUMNS
                                " FROM jobs WHERE state = 'running' AND lease_expires_at < $1 "
                                "ORDER BY lease_expires_at LIMIT $2";

std::vector<Job> expired(store::Transaction& transaction, Time now, std::size_t limit) {
    return transaction->list(select_expired, {now, static_cast<std::int64_t>(limit)}, read_job);
}

}  // namespace certwright::jobs
