#pragma once

#include "deployment_fixture.hpp"
#include "importing_aws.hpp"
#include "jobs/lease.hpp"
#include "jobs/retry_policy.hpp"
#include "jobs/running_job.hpp"
#include "lifecycle/deployment_run.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {

/// Deployments with the job that drives them, against ImportingAws. Time passes only when somebody waits for
/// it.
struct DeploymentRunFixture : DeploymentFixture {
    Metrics metrics;
    ImportingAws aws{clock};
    aws::QuotaBook quotas{clock};
    inventory::Access access{accounts, aws, quotas, clock, metrics};
    Certificate shop = add("shop", make("shop.example"));

    /// Runs every job that is due, as a process that has just started; returns how many there were. One that
    /// is killed leaves its job to the next process.
    std::size_t run_due() {
        DeploymentRun handler{{*database, deployments, repository, keys, clock}, accounts, access};
        const auto due = database->write([&](store::Transaction& transaction) {
            return jobs::claim(transaction, {.lane = std::string{deployment_lane},
                                             .kinds = {std::string{deployment_job_kind}},
                                             .worker = "test",
                                             .now = clock.now(),
                                             .lease_expires_at = clock.now() + 1h,
                                             .limit = 10});
        });
        for (const jobs::Job& job : due) attempt(handler, job);
        return due.size();
    }

    /// Lets time pass until no job is left.
    void run_all() {
        for (int rounds = 0; rounds < 100; ++rounds) {
            run_due();
            const auto waiting = waiting_jobs();
            if (waiting.empty()) return;
            const auto earliest = std::ranges::min_element(waiting, {}, &jobs::Job::run_at);
            clock.wait_until(earliest->run_at, {});
        }
        ADD_FAILURE() << "the deployments did not come to rest";
    }

    void attempt(DeploymentRun& handler, const jobs::Job& job) {
        jobs::RunningJob running{*database, clock, job};
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
        database->write([&](store::Transaction& transaction) {
            jobs::settle(transaction, job, ending);
            if (ending.state == jobs::JobState::failed)
                handler.on_abandoned(transaction, job, ending.last_error);
        });
    }

    std::string pem(const Made& made) const { return x509::der_to_pem(made.der); }
    std::string chain() const { return x509::der_to_pem(authority.certificate); }
    const ImportingAws::Held& only() const {
        EXPECT_EQ(aws.held.size(), 1U);
        return aws.held.front();
    }
    /// Of the current version.
    std::string wanted() { return get("shop").current.facts.fingerprint_sha256; }
    bool was_done(const std::string& action) { return std::ranges::count(actions(), action) > 0; }
};

}  // namespace certwright::lifecycle
