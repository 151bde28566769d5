#pragma once

#include "base/error.hpp"
#include "importing_aws.hpp"
#include "jobs/handler.hpp"
#include "jobs/lease.hpp"
#include "jobs/retry_policy.hpp"
#include "jobs/running_job.hpp"
#include "lifecycle/deployment_job.hpp"

#include <gtest/gtest.h>

#include <algorithm>

/// Jobs as a process runs them, without its threads.
namespace certwright::lifecycle {

/// One that is killed leaves its job to the next process.
inline void attempt(store::Database& database, Clock& clock, jobs::Handler& handler, const jobs::Job& job) {
    jobs::RunningJob running{database, clock, job};
    jobs::Ending ending{.state = jobs::JobState::available, .attempt = job.attempt, .now = clock.now()};
    try {
        handler.run(running);
        EXPECT_TRUE(running.completed());
        return;
    } catch (const ImportingAws::Killed&) {
        ending.run_at = clock.now() + 30s;  // when its lease would have run out
    } catch (const Error& error) {
        ending.last_error = error.message();
        const Duration asked = error.retry_after().value_or(std::chrono::milliseconds{});
        ending.run_at = clock.now() + std::max<Duration>(asked, 2s);
        if (!jobs::worth_retrying(error.fault()) || job.attempt >= job.max_attempts)
            ending.state = jobs::JobState::failed;
    }
    ending.now = clock.now();
    database.write([&](store::Transaction& transaction) {
        jobs::settle(transaction, job, ending);
        if (ending.state == jobs::JobState::failed) handler.on_abandoned(transaction, job, ending.last_error);
    });
}

/// Runs every job of the handler's that is due, as a process that has just started; returns how many there
/// were.
inline std::size_t run_due_jobs(store::Database& database, Clock& clock, jobs::Handler& handler) {
    const auto due = database.write([&](store::Transaction& transaction) {
        return jobs::claim(transaction, {.lane = std::string{deployment_lane},
                                         .kinds = {std::string{handler.kind()}},
                                         .worker = "test",
                                         .now = clock.now(),
                                         .lease_expires_at = clock.now() + 1h,
                                         .limit = 10});
    });
    for (const jobs::Job& job : due) attempt(database, clock, handler, job);
    return due.size();
}

}  // namespace certwright::lifecycle
