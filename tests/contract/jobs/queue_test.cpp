#include "jobs/queue.hpp"

#include "base/error.hpp"
#include "support/database.hpp"
#include "support/fake_clock.hpp"

#include <algorithm>

namespace certwright::jobs {
namespace {

struct JobQueue : test::MigratedDatabaseTest {
    test::FakeClock clock;
    Queue queue{*database, clock};

    JobId enqueue(const NewJob& job) {
        return database->write(
            [&](store::Transaction& transaction) { return queue.enqueue(transaction, job); });
    }
    Job find(const JobId& id) {
        return database->read(
            [&](store::Connection& connection) { return queue.find(connection, id).value(); });
    }
    std::vector<Job> list(const JobFilter& filter) {
        return database->read([&](store::Connection& connection) { return queue.list(connection, filter); });
    }
};

TEST_P(JobQueue, keeps_a_job_as_it_was_enqueued) {
    const JobId id = enqueue({.kind = "test.work",
                              .arguments = R"({"a":1})",
                              .lane = "slow",
                              .group = "run_1",
                              .priority = 7,
                              .max_attempts = 3,
                              .requested_by = "usr_1"});
    const Job job = find(id);
    EXPECT_EQ(job.kind, "test.work");
    EXPECT_EQ(job.arguments, R"({"a":1})");
    EXPECT_EQ(job.lane, "slow");
    EXPECT_EQ(job.group, "run_1");
    EXPECT_EQ(job.unique_key, "");
    EXPECT_EQ(job.priority, 7);
    EXPECT_EQ(job.state, JobState::available);
    EXPECT_EQ(job.attempt, 0);
    EXPECT_EQ(job.max_attempts, 3);
    EXPECT_EQ(job.created_at, clock.now());
    EXPECT_EQ(job.run_at, clock.now());
    EXPECT_EQ(job.finished_at, std::nullopt);
    EXPECT_EQ(job.progress, "{}");
    EXPECT_EQ(job.requested_by, "usr_1");
}

TEST_P(JobQueue, has_no_job_of_a_transaction_that_rolled_back) {
    int wakes = 0;
    queue.on_enqueue([&] { ++wakes; });
    EXPECT_THROW(database->write([&](store::Transaction& transaction) {
        queue.enqueue(transaction, {.kind = "test.work"});
        throw Error{Fault::invalid, "on purpose"};
    }),
                 Error);
    EXPECT_TRUE(list({}).empty());
    EXPECT_EQ(wakes, 0);
    enqueue({.kind = "test.work"});
    EXPECT_EQ(wakes, 1);
}

TEST_P(JobQueue, has_one_unfinished_job_for_each_unique_key) {
    const JobId first = enqueue({.kind = "test.work", .unique_key = "k"});
    EXPECT_EQ(enqueue({.kind = "test.work", .unique_key = "k"}), first);
    EXPECT_NE(enqueue({.kind = "test.work", .unique_key = "other"}), first);
    EXPECT_NE(enqueue({.kind = "test.work"}), enqueue({.kind = "test.work"}));
    database->write([&](store::Transaction& transaction) { queue.cancel(transaction, first); });
    const JobId second = enqueue({.kind = "test.work", .unique_key = "k"});
    EXPECT_NE(second, first);
    EXPECT_THROW(database->write([&](store::Transaction& transaction) { queue.retry(transaction, first); }),
                 Error);
}

TEST_P(JobQueue, lists_the_newest_first_by_filter_and_page) {
    std::vector<JobId> ids;
    for (int i = 0; i < 5; ++i) ids.push_back(enqueue({.kind = i % 2 == 0 ? "even" : "odd", .group = "g"}));
    std::ranges::sort(ids);
    const auto page = list({.group = "g", .limit = 2});
    ASSERT_EQ(page.size(), 2U);
    EXPECT_EQ(page[0].id, ids[4]);
    EXPECT_EQ(list({.before = page[1].id.text()}).size(), 3U);
    EXPECT_EQ(list({.kind = "odd"}).size(), 2U);
    EXPECT_EQ(list({.state = JobState::running}).size(), 0U);
    EXPECT_EQ(list({.kind = "even", .group = "g", .state = JobState::available}).size(), 3U);
}

TEST_P(JobQueue, cancels_a_waiting_job_and_tells_its_kind) {
    std::string told;
    queue.on_abandoned("test.work", [&](store::Transaction&, const Job& job, std::string_view why) {
        told = job.id.text() + " " + std::string{to_string(job.state)} + ": " + std::string{why};
    });
    const JobId id = enqueue({.kind = "test.work"});
    database->write([&](store::Transaction& transaction) { queue.cancel(transaction, id); });
    EXPECT_EQ(find(id).state, JobState::cancelled);
    EXPECT_EQ(find(id).finished_at, clock.now());
    EXPECT_EQ(told, id.text() + " cancelled: cancelled");
    EXPECT_THROW(database->write([&](store::Transaction& transaction) { queue.cancel(transaction, id); }),
                 Error);
    EXPECT_THROW(
        database->write([&](store::Transaction& transaction) { queue.cancel(transaction, JobId{"x"}); }),
        Error);
}

TEST_P(JobQueue, cancels_a_whole_group) {
    for (int i = 0; i < 3; ++i) enqueue({.kind = "test.work", .group = "g"});
    const JobId other = enqueue({.kind = "test.work", .group = "h"});
    const auto cancelled = database->write(
        [&](store::Transaction& transaction) { return queue.cancel_group(transaction, "g"); });
    EXPECT_EQ(cancelled, 3U);
    EXPECT_EQ(find(other).state, JobState::available);
}

TEST_P(JobQueue, hastens_what_waits_and_delays_nothing) {
    const JobId later = enqueue({.kind = "test.work", .run_at = clock.now() + 1h});
    const JobId due = enqueue({.kind = "test.work", .run_at = clock.now() - 1h});
    int wakes = 0;
    queue.on_enqueue([&] { ++wakes; });
    database->write([&](store::Transaction& transaction) {
        queue.hasten(transaction, later);
        queue.hasten(transaction, due);
    });
    EXPECT_EQ(find(later).run_at, clock.now());
    EXPECT_EQ(find(due).run_at, clock.now() - 1h);
    EXPECT_EQ(wakes, 1);
}

TEST_P(JobQueue, makes_a_cancelled_job_available_again) {
    const JobId id = enqueue({.kind = "test.work", .unique_key = "k"});
    database->write([&](store::Transaction& transaction) { queue.cancel(transaction, id); });
    clock.advance(1h);
    database->write([&](store::Transaction& transaction) { queue.retry(transaction, id); });
    EXPECT_EQ(find(id).state, JobState::available);
    EXPECT_EQ(find(id).run_at, clock.now());
    EXPECT_EQ(find(id).finished_at, std::nullopt);
    EXPECT_THROW(database->write([&](store::Transaction& transaction) { queue.retry(transaction, id); }),
                 Error);
}

TEST_P(JobQueue, removes_only_what_finished_long_ago) {
    const JobId old = enqueue({.kind = "test.work"});
    enqueue({.kind = "test.work"});
    database->write([&](store::Transaction& transaction) { queue.cancel(transaction, old); });
    const auto remove_before = [&](Time moment) {
        return database->write([&](store::Transaction& transaction) {
            return queue.remove_finished_before(transaction, moment);
        });
    };
    EXPECT_EQ(remove_before(clock.now()), 0U);
    EXPECT_EQ(remove_before(clock.now() + 1s), 1U);
    EXPECT_EQ(list({}).size(), 1U);
}

TEST_P(JobQueue, schema_refuses_states_that_contradict_themselves) {
    const JobId id = enqueue({.kind = "test.work"});
    for (const char* change :
         {"state = 'running'", "state = 'completed'", "state = 'sleeping'", "finished_at = 1",
          "worker = 'me'", "lease_expires_at = 1", "attempt = 99", "attempt = -1"}) {
        EXPECT_THROW(database->write([&](store::Transaction& transaction) {
            transaction->execute("UPDATE jobs SET " + std::string{change} + " WHERE id = $1", {id});
        }),
                     Error)
            << change;
    }
}

INSTANTIATE_ON_BOTH_DATABASES(JobQueue);

}  // namespace
}  // namespace certwright::jobs
