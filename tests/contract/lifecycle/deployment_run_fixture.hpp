#pragma once

#include "deployment_fixture.hpp"
#include "due_jobs.hpp"
#include "importing_aws.hpp"
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

    std::size_t run_due() {
        DeploymentRun handler{{*database, deployments, repository, keys, deletions, clock}, accounts, access};
        return run_due_jobs(*database, clock, handler);
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
