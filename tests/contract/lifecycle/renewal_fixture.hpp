#pragma once

#include "jobs/lease.hpp"
#include "jobs/retry_policy.hpp"
#include "jobs/running_job.hpp"
#include "lifecycle/renewal_run.hpp"
#include "making_fixture.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace certwright::lifecycle {

/// Certificates that are renewed, by jobs where nobody asks for it.
struct RenewalFixture : MakingFixture {
    RenewalRun handler{*database, repository, maker, renewals};

    std::size_t begin() {
        return database->write(
            [&](store::Transaction& transaction) { return renewals.begin_due(transaction); });
    }
    /// The jobs that are due, taken by a process that lives for an hour.
    std::vector<jobs::Job> claim() {
        return database->write([&](store::Transaction& transaction) {
            return jobs::claim(transaction, {.lane = "default",
                                             .kinds = {std::string{renewal_job_kind}},
                                             .worker = "test",
                                             .now = clock.now(),
                                             .lease_expires_at = clock.now() + 1h,
                                             .limit = 10});
        });
    }
    std::size_t run_due() {
        const auto due = claim();
        for (const jobs::Job& job : due) {
            jobs::RunningJob running{*database, clock, job};
            try {
                handler.run(running);
                EXPECT_TRUE(running.completed());
            } catch (const Error& error) {
                end(job, error);
            }
        }
        return due.size();
    }
    void end(const jobs::Job& job, const Error& error) {
        EXPECT_FALSE(jobs::worth_retrying(error.fault())) << error.message();
        database->write([&](store::Transaction& transaction) {
            jobs::settle(transaction, job,
                         {.state = jobs::JobState::failed,
                          .attempt = job.attempt,
                          .now = clock.now(),
                          .last_error = error.message()});
            handler.on_abandoned(transaction, job, error.message());
        });
    }
    static Maker::CertificateWish automatic(Maker::CertificateWish wish, bool new_key = false) {
        wish.settings.renewal = {true, 33, new_key};
        return wish;
    }
    std::int64_t versions() { return count("SELECT count(*) FROM certificate_versions"); }
};

}  // namespace certwright::lifecycle
