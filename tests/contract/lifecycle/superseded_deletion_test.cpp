#include "deployment_fixture.hpp"
#include "due_jobs.hpp"
#include "holding_iam.hpp"
#include "inventory/discovery_jobs.hpp"
#include "lifecycle/deployment_run.hpp"
#include "lifecycle/superseded_deletion_run.hpp"
#include "lifecycle/superseded_look.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using State = DeploymentState;

/// A certificate whose second version is in place in IAM, beside the first.
struct SupersededDeletionTest : DeploymentFixture {
    Metrics metrics;
    HoldingIam iam;
    aws::QuotaBook quotas{clock};
    inventory::Access access{accounts, iam, quotas, clock, metrics};
    SupersededLook look{*database, access};
    Made first = make("shop.example");
    Certificate shop = add("shop", first);
    DeploymentId id = order_to_iam(shop);

    SupersededDeletionTest() {
        run_all();
        bring(shop.id, make("shop.example"));
        run_all();
    }

    DeploymentId order_to_iam(const Certificate& certificate, bool replace = false) {
        return database
            ->write([&](store::Transaction& transaction) {
                return deployments.order(transaction, certificate, {account, inventory::global_region, "iam"},
                                         {.replace = replace, .auto_redeploy = true}, actor);
            })
            .id;
    }
    void run_all() {
        DeploymentRun deploying{
            {*database, deployments, repository, keys, deletions, clock}, accounts, access};
        SupersededDeletionRun deleting{*database, deployments, deletions, accounts, access, clock};
        for (int rounds = 0; rounds < 100; ++rounds) {
            run_due_jobs(*database, clock, deleting);
            run_due_jobs(*database, clock, deploying);
            const auto waiting = waiting_jobs();
            if (waiting.empty()) return;
            clock.wait_until(std::ranges::min_element(waiting, {}, &jobs::Job::run_at)->run_at, {});
        }
        ADD_FAILURE() << "the jobs did not come to an end";
    }
    std::vector<SupersededCertificate> superseded() {
        const auto where = database->read(
            [&](store::Connection& connection) { return accounts.get(connection, account.text()); });
        return look.look(get(id), where);
    }
    jobs::JobId begin(const std::string& arn) {
        return database->write([&](store::Transaction& transaction) {
            return deletions.begin(transaction, id, {arn}, actor).front();
        });
    }
    jobs::Job job(const jobs::JobId& which) {
        return database->read(
            [&](store::Connection& connection) { return queue.find(connection, which).value(); });
    }
    jobs::Job delete_and_wait(const std::string& arn) {
        const auto begun = begin(arn);
        run_all();
        return job(begun);
    }
    std::string first_name() const { return "shop-" + x509::fingerprint_sha256(first.der).substr(0, 16); }
    std::string first_arn() const { return HoldingIam::Held{first_name(), {}, {}, {}}.arn(); }
    std::ptrdiff_t times(const std::string& action) { return std::ranges::count(actions(), action); }
};

TEST_P(SupersededDeletionTest, the_version_before_is_found_and_deleted) {
    const auto found = superseded();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].arn, first_arn());
    EXPECT_EQ(found[0].fingerprint_sha256, x509::fingerprint_sha256(first.der));
    EXPECT_EQ(found[0].obstacle, std::nullopt);

    const auto ended = delete_and_wait(first_arn());
    EXPECT_EQ(ended.state, jobs::JobState::completed);
    EXPECT_EQ(ended.outcome, "deleted " + first_name());
    ASSERT_EQ(iam.held.size(), 1U);
    EXPECT_EQ(iam.held[0].arn(), get(id).course.arn);
    EXPECT_EQ(times("deployment.deletion_wanted"), 1);
    EXPECT_EQ(times("deployment.superseded_deleted"), 1);
    EXPECT_TRUE(superseded().empty());
    EXPECT_EQ(count("SELECT count(*) FROM aws_certificates WHERE missing_since IS NOT NULL"), 1);
}

TEST_P(SupersededDeletionTest, what_the_deployment_keeps_is_not_deleted) {
    const auto ended = delete_and_wait(get(id).course.arn);
    EXPECT_EQ(ended.state, jobs::JobState::failed);
    EXPECT_NE(ended.last_error.find("a deployment keeps"), std::string::npos);
    EXPECT_EQ(iam.count("DeleteServerCertificate"), 0);
    EXPECT_EQ(times("deployment.superseded_not_deleted"), 1);
}

TEST_P(SupersededDeletionTest, what_others_put_there_is_neither_shown_nor_deleted) {
    iam.find(first_name())->tags["certwright:deployment"] = "dep_another";
    EXPECT_TRUE(superseded().empty());
    EXPECT_EQ(delete_and_wait(first_arn()).state, jobs::JobState::failed);
    iam.find(first_name())->tags.clear();
    EXPECT_TRUE(superseded().empty());
    EXPECT_EQ(delete_and_wait(first_arn()).state, jobs::JobState::failed);
    EXPECT_EQ(iam.count("DeleteServerCertificate"), 0);
}

TEST_P(SupersededDeletionTest, another_certificate_under_that_name_is_not_deleted) {
    iam.find(first_name())->certificate = x509::der_to_pem(make("shop.example").der);
    EXPECT_TRUE(superseded().empty());
    EXPECT_EQ(delete_and_wait(first_arn()).state, jobs::JobState::failed);
    EXPECT_EQ(iam.count("DeleteServerCertificate"), 0);
}

TEST_P(SupersededDeletionTest, what_was_taken_over_is_not_deleted) {
    const auto by_hand = make("blog.example");
    const auto blog = add("blog", by_hand);
    iam.held.push_back({"blog-by-hand", x509::der_to_pem(by_hand.der), "", {}});
    const auto own = id;
    id = order_to_iam(blog, /*replace=*/true);
    run_all();
    ASSERT_TRUE(get(id).course.arn.ends_with("blog-by-hand"));
    bring(blog.id, make("blog.example"));
    run_all();
    EXPECT_NE(id, own);
    EXPECT_TRUE(superseded().empty());
    EXPECT_EQ(delete_and_wait(iam.find("blog-by-hand")->arn()).state, jobs::JobState::failed);
    EXPECT_NE(iam.find("blog-by-hand"), nullptr);
}

TEST_P(SupersededDeletionTest, what_is_in_use_stays_in_iams_own_words) {
    iam.find(first_name())->is_used = true;
    const auto ended = delete_and_wait(first_arn());
    EXPECT_EQ(ended.state, jobs::JobState::failed);
    EXPECT_NE(ended.last_error.find("DeleteConflict it is"), std::string::npos);
    EXPECT_EQ(ended.attempt, 1);
    EXPECT_NE(iam.find(first_name()), nullptr);
    iam.find(first_name())->is_used = false;
    EXPECT_EQ(delete_and_wait(first_arn()).state, jobs::JobState::completed);
}

TEST_P(SupersededDeletionTest, nothing_is_deleted_before_its_successor_is_in_place) {
    iam.held.erase(iam.held.begin() + 1);
    EXPECT_THROW(superseded(), Error);
    EXPECT_EQ(delete_and_wait(first_arn()).state, jobs::JobState::failed);
    EXPECT_EQ(iam.count("DeleteServerCertificate"), 0);
}

TEST_P(SupersededDeletionTest, a_lost_reply_is_resolved_by_looking) {
    int lost = 0;
    iam.after = [&](const std::string& operation) -> std::optional<HoldingIam::Answer> {
        if (operation != "DeleteServerCertificate" || lost > 0) return std::nullopt;
        ++lost;
        throw HoldingIam::Killed{};
    };
    const auto ended = delete_and_wait(first_arn());
    EXPECT_EQ(ended.state, jobs::JobState::completed);
    EXPECT_EQ(ended.outcome, first_name() + " is not in IAM any more");
    EXPECT_EQ(iam.count("DeleteServerCertificate"), 1);
    EXPECT_EQ(times("deployment.superseded_deleted"), 1);
}

TEST_P(SupersededDeletionTest, killed_before_it_was_sent_it_is_done_by_the_next_process) {
    bool killed = false;
    iam.before = [&](const std::string& operation) -> std::optional<HoldingIam::Answer> {
        if (operation == "DeleteServerCertificate" && !std::exchange(killed, true))
            throw HoldingIam::Killed{};
        return std::nullopt;
    };
    EXPECT_EQ(delete_and_wait(first_arn()).state, jobs::JobState::completed);
    EXPECT_TRUE(killed);
    EXPECT_EQ(iam.find(first_name()), nullptr);
}

TEST_P(SupersededDeletionTest, a_version_that_comes_to_be_wanted_meanwhile_stays) {
    const auto wanted = get("shop").current.facts.fingerprint_sha256;
    bool asked = false;
    iam.before = [&](const std::string& operation) -> std::optional<HoldingIam::Answer> {
        if (operation == "GetServerCertificate" && !std::exchange(asked, true))
            database->write([&](store::Transaction& transaction) {
                deployments.redeploy(transaction, id, x509::fingerprint_sha256(first.der), actor);
            });
        return std::nullopt;
    };
    EXPECT_EQ(delete_and_wait(first_arn()).state, jobs::JobState::failed);
    EXPECT_TRUE(asked);
    EXPECT_EQ(iam.count("DeleteServerCertificate"), 0);
    EXPECT_EQ(get(id).course.arn, first_arn());
    EXPECT_NE(x509::fingerprint_sha256(first.der), wanted);
}

TEST_P(SupersededDeletionTest, what_is_being_deleted_is_not_taken_for_what_is_served) {
    bool asked = false;
    iam.before = [&](const std::string& operation) -> std::optional<HoldingIam::Answer> {
        if (operation != "DeleteServerCertificate" || std::exchange(asked, true)) return std::nullopt;
        database->write([&](store::Transaction& transaction) {
            deployments.redeploy(transaction, id, x509::fingerprint_sha256(first.der), actor);
        });
        DeploymentRun deploying{
            {*database, deployments, repository, keys, deletions, clock}, accounts, access};
        EXPECT_EQ(run_due_jobs(*database, clock, deploying), 1U);
        EXPECT_EQ(get(id).course.state, State::looking);
        return std::nullopt;
    };
    EXPECT_EQ(delete_and_wait(first_arn()).state, jobs::JobState::completed);
    EXPECT_TRUE(asked);
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(get(id).course.arn, first_arn());
    EXPECT_NE(iam.find(first_name()), nullptr) << "it was uploaded again";
    EXPECT_EQ(iam.count("UploadServerCertificate"), 3);
}

TEST_P(SupersededDeletionTest, a_deployment_must_rest_stand_and_be_one_to_iam) {
    const auto refusal = [&](const DeploymentId& which) {
        return fault_of([&](store::Transaction& transaction) {
            deletions.begin(transaction, which, {first_arn()}, actor);
        });
    };
    EXPECT_EQ(refusal(order(shop).id), Fault::conflict) << "to ACM";
    bring(shop.id, make("shop.example"));
    EXPECT_EQ(refusal(id), Fault::conflict) << "under way";
    run_all();
    EXPECT_EQ(refusal(id), std::nullopt);
    run_all();
    database->write([&](store::Transaction& transaction) { deployments.remove(transaction, id, actor); });
    EXPECT_EQ(refusal(id), Fault::conflict) << "no longer managed";
}

TEST_P(SupersededDeletionTest, one_that_is_no_longer_managed_deletes_nothing) {
    const auto begun = begin(first_arn());
    database->write([&](store::Transaction& transaction) { deployments.remove(transaction, id, actor); });
    run_all();
    EXPECT_EQ(job(begun).state, jobs::JobState::failed);
    EXPECT_EQ(iam.count("DeleteServerCertificate"), 0);
}

TEST_P(SupersededDeletionTest, the_same_twice_is_one_job) {
    EXPECT_EQ(begin(first_arn()), begin(first_arn()));
}

INSTANTIATE_ON_BOTH_DATABASES(SupersededDeletionTest);

}  // namespace
}  // namespace certwright::lifecycle
