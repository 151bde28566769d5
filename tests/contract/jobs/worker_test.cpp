#include "jobs/worker.hpp"

#include "base/error.hpp"
#include "jobs/lease.hpp"
#include "support/database.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <functional>
#include <thread>

namespace certwright::jobs {
namespace {

/// A handler whose work each test writes down.
struct Work final : Handler {
    explicit Work(std::function<void(Run&)> run_) : run_it(std::move(run_)) {}
    std::string_view kind() const override { return "test.work"; }
    void run(Run& run) override {
        ++runs;
        run_it(run);
    }
    void on_abandoned(store::Transaction&, const Job&, std::string_view why) override { abandoned = why; }

    std::function<void(Run&)> run_it;
    std::atomic<int> runs = 0;
    std::string abandoned;
};

void wait_for_stop(Run& run) {
    while (!run.stop().stop_requested()) std::this_thread::sleep_for(1ms);
}

const WorkerOptions quick{
    .lanes = {{"default", 4}}, .lease = 300ms, .heartbeat = 30ms, .poll = 20ms, .stop_timeout = 5s};

struct JobWorker : test::MigratedDatabaseTest {
    SystemClock clock;
    Metrics metrics;
    Queue queue{*database, clock};

    std::unique_ptr<Worker> start(Handler& handler, const WorkerOptions& options = quick) {
        auto worker = std::make_unique<Worker>(*database, queue, clock, metrics, options);
        worker->add(handler);
        worker->start();
        return worker;
    }
    JobId enqueue(NewJob job = {}) {
        job.kind = "test.work";
        return database->write(
            [&](store::Transaction& transaction) { return queue.enqueue(transaction, job); });
    }
    Job find(const JobId& id) {
        return database->read(
            [&](store::Connection& connection) { return queue.find(connection, id).value(); });
    }
    Job wait_until(const JobId& id, const std::function<bool(const Job&)>& reached) {
        const auto deadline = std::chrono::steady_clock::now() + 30s;
        for (Job job = find(id);; job = find(id)) {
            if (reached(job)) return job;
            if (std::chrono::steady_clock::now() > deadline) {
                ADD_FAILURE() << "job stayed " << to_string(job.state) << ": " << job.last_error;
                return job;
            }
            std::this_thread::sleep_for(2ms);
        }
    }
    Job wait_for(const JobId& id, JobState state) {
        return wait_until(id, [&](const Job& job) { return job.state == state; });
    }
    /// Claims the job in the name of a process that does not exist any more.
    void claim_by_the_dead(Duration lease) {
        const auto claimed = database->write([&](store::Transaction& transaction) {
            return claim(transaction, {.lane = "default",
                                       .kinds = {"test.work"},
                                       .worker = "the dead",
                                       .now = clock.now(),
                                       .lease_expires_at = clock.now() + lease,
                                       .limit = 1});
        });
        ASSERT_EQ(claimed.size(), 1U);
    }
};

TEST_P(JobWorker, runs_what_is_enqueued_before_and_after_its_start) {
    Work work{[](jobs::Run& run) { EXPECT_EQ(run.job().arguments, "[1]"); }};
    const JobId before = enqueue({.arguments = "[1]"});
    const auto worker = start(work);
    const JobId after = enqueue({.arguments = "[1]"});
    for (const JobId& id : {before, after}) {
        const Job job = wait_for(id, JobState::completed);
        EXPECT_EQ(job.attempt, 1);
        EXPECT_TRUE(job.finished_at.has_value());
        EXPECT_EQ(job.worker, "");
    }
    worker->stop();
    EXPECT_NE(metrics.expose().find(R"(certwright_jobs_total{kind="test.work",outcome="completed"} 2)"),
              std::string::npos);
}

TEST_P(JobWorker, runs_higher_priorities_first_and_nothing_before_its_time) {
    std::mutex mutex;
    std::vector<std::string> order;
    Work work{[&](jobs::Run& run) {
        const std::scoped_lock lock{mutex};
        order.push_back(run.job().arguments);
    }};
    const JobId low = enqueue({.arguments = "low", .priority = -1});
    enqueue({.arguments = "high", .priority = 5});
    enqueue({.arguments = "middle"});
    const JobId later = enqueue({.arguments = "later", .priority = 9, .run_at = clock.now() + 500ms});
    auto options = quick;
    options.lanes = {{"default", 1}};
    const auto worker = start(work, options);
    wait_for(low, JobState::completed);
    wait_for(later, JobState::completed);
    EXPECT_EQ(order, (std::vector<std::string>{"high", "middle", "low", "later"}));
}

TEST_P(JobWorker, leaves_jobs_of_other_lanes_and_kinds_alone) {
    Work work{[](jobs::Run&) {}};
    const JobId other_lane = enqueue({.lane = "slow"});
    const JobId other_kind = database->write([&](store::Transaction& transaction) {
        return queue.enqueue(transaction, {.kind = "of a newer version"});
    });
    const auto worker = start(work);
    wait_for(enqueue(), JobState::completed);
    EXPECT_EQ(find(other_lane).state, JobState::available);
    EXPECT_EQ(find(other_kind).state, JobState::available);
}

TEST_P(JobWorker, tries_again_later_what_may_yet_succeed) {
    Work work{[](jobs::Run&) { throw Error{Fault::unavailable, "no answer"}; }};
    const auto worker = start(work);
    const JobId id = enqueue();
    const Job job =
        wait_until(id, [](const Job& now) { return now.state == JobState::available && now.attempt == 1; });
    EXPECT_EQ(job.last_error, "no answer");
    EXPECT_GT(job.run_at, job.started_at.value() + 900ms);
    EXPECT_LT(job.run_at, job.started_at.value() + 5s);
    EXPECT_EQ(work.abandoned, "");
}

TEST_P(JobWorker, waits_as_long_as_the_error_asks) {
    Work work{[](jobs::Run&) { throw Error{Fault::rate_limited, "slow down"}.with_retry_after(1min); }};
    const auto worker = start(work);
    const JobId id = enqueue();
    const Job job =
        wait_until(id, [](const Job& now) { return now.state == JobState::available && now.attempt == 1; });
    EXPECT_GE(job.run_at, job.started_at.value() + 1min);
}

TEST_P(JobWorker, fails_at_once_what_never_succeeds) {
    Work work{[](jobs::Run&) { throw Error{Fault::forbidden, "not allowed", "ask"}; }};
    const auto worker = start(work);
    const Job job = wait_for(enqueue(), JobState::failed);
    EXPECT_EQ(job.last_error, "not allowed (ask)");
    EXPECT_EQ(job.outcome, "failed at attempt 1");
    EXPECT_EQ(work.abandoned, "not allowed (ask)");
}

TEST_P(JobWorker, fails_when_the_attempts_are_used_up_and_runs_again_on_retry) {
    Work work{[](jobs::Run& run) {
        if (run.job().last_error.empty()) throw std::runtime_error{"a bug"};
    }};
    const auto worker = start(work);
    const JobId id = enqueue({.max_attempts = 1});
    EXPECT_EQ(wait_for(id, JobState::failed).last_error, "a bug");
    database->write([&](store::Transaction& transaction) { queue.retry(transaction, id); });
    EXPECT_EQ(wait_for(id, JobState::completed).attempt, 1);
}

TEST_P(JobWorker, stops_a_running_job_that_is_cancelled) {
    Work work{wait_for_stop};
    const auto worker = start(work);
    const JobId id = enqueue();
    wait_for(id, JobState::running);
    database->write([&](store::Transaction& transaction) { queue.cancel(transaction, id); });
    EXPECT_EQ(wait_for(id, JobState::cancelled).outcome, "cancelled");
    EXPECT_EQ(work.abandoned, "cancelled");
}

TEST_P(JobWorker, keeps_progress_while_it_runs_and_after) {
    std::atomic<bool> go = false;
    Work work{[&](jobs::Run& run) {
        run.progress(R"({"done":1})");
        while (!go) std::this_thread::sleep_for(1ms);
        run.progress(R"({"done":2})");
    }};
    const auto worker = start(work);
    const JobId id = enqueue();
    wait_until(id, [](const Job& job) { return job.progress == R"({"done":1})"; });
    go = true;
    EXPECT_EQ(wait_for(id, JobState::completed).progress, R"({"done":2})");
}

TEST_P(JobWorker, completes_in_the_transaction_of_the_handler) {
    JobId next;
    Work work{[&](jobs::Run& run) {
        if (run.job().arguments == "second") return;
        database->write([&](store::Transaction& transaction) {
            next = queue.enqueue(transaction, {.kind = "test.work", .arguments = "second"});
            run.complete(transaction, "3 found");
        });
        throw Error{Fault::internal, "too late to matter"};
    }};
    const auto worker = start(work);
    const Job job = wait_for(enqueue(), JobState::completed);
    EXPECT_EQ(job.outcome, "3 found");
    wait_for(next, JobState::completed);
    worker->stop();
    EXPECT_EQ(work.runs, 2);
}

TEST_P(JobWorker, rolls_back_the_transaction_that_completes_without_the_lease) {
    std::atomic<bool> refused = false;
    Work work{[&](jobs::Run& run) {
        if (run.job().attempt == 2) return;
        database->write([&](store::Transaction& transaction) {
            transaction->execute("UPDATE jobs SET worker = 'somebody else' WHERE id = $1", {run.job().id});
        });
        try {
            database->write([&](store::Transaction& transaction) {
                queue.enqueue(transaction, {.kind = "left over"});
                run.complete(transaction, "mine");
            });
        } catch (const Error& error) {
            refused = error.fault() == Fault::conflict && run.stop().stop_requested();
            throw;
        }
    }};
    const auto worker = start(work);
    const Job job = wait_for(enqueue(), JobState::completed);
    EXPECT_TRUE(refused);
    EXPECT_EQ(job.attempt, 2) << "somebody else vanished, and it was taken over";
    const auto left_over = database->read(
        [&](store::Connection& connection) { return queue.list(connection, {.kind = "left over"}); });
    EXPECT_TRUE(left_over.empty());
}

TEST_P(JobWorker, keeps_its_lease_for_as_long_as_the_job_takes) {
    Work work{[](jobs::Run& run) {
        const auto end = std::chrono::steady_clock::now() + 900ms;  // three leases
        while (std::chrono::steady_clock::now() < end && !run.stop().stop_requested()) {
            std::this_thread::sleep_for(5ms);
        }
    }};
    const auto first = start(work);
    const auto second = start(work);
    EXPECT_EQ(wait_for(enqueue(), JobState::completed).attempt, 1);
    EXPECT_EQ(work.runs, 1);
}

TEST_P(JobWorker, takes_over_a_job_whose_lease_ran_out) {
    Work work{[](jobs::Run&) {}};
    const JobId id = enqueue();
    claim_by_the_dead(200ms);
    const auto worker = start(work);
    const Job job = wait_for(id, JobState::completed);
    EXPECT_EQ(job.attempt, 2);
    EXPECT_EQ(job.last_error, "the process that ran it was gone");
}

TEST_P(JobWorker, fails_a_job_whose_last_lease_ran_out) {
    Work work{[](jobs::Run&) {}};
    const JobId id = enqueue({.max_attempts = 1});
    claim_by_the_dead(0ms);
    const auto worker = start(work);
    wait_for(id, JobState::failed);
    worker->stop();
    EXPECT_EQ(work.runs, 0);
    EXPECT_EQ(work.abandoned, "the process that ran it was gone");
}

TEST_P(JobWorker, takes_over_the_job_of_a_killed_process) {
    const JobId id = enqueue();
    database.reset();  // neither database's connections survive a fork
    const pid_t child = fork();
    if (child == 0) {
        const auto own = store::Database::open(fresh.url());
        Queue own_queue{*own, clock};
        Work endless{wait_for_stop};
        Worker worker{*own, own_queue, clock, metrics, quick};
        worker.add(endless);
        worker.start();
        for (;;) pause();
    }
    database = open_again();
    wait_for(id, JobState::running);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    Work work{[](jobs::Run&) {}};
    const auto worker = start(work);
    EXPECT_EQ(wait_for(id, JobState::completed).attempt, 2);
}

TEST_P(JobWorker, discards_the_result_of_a_job_that_somebody_else_took) {
    std::atomic<bool> stopped = false;
    Work work{[&](jobs::Run& run) {
        if (run.job().attempt == 2) return;
        database->write([&](store::Transaction& transaction) {
            transaction->execute(
                "UPDATE jobs SET worker = 'somebody else', lease_expires_at = $2 WHERE id = $1",
                {run.job().id, clock.now() + 300ms});
        });
        wait_for_stop(run);
        stopped = true;
        throw Error{Fault::forbidden, "must not fail the job"};
    }};
    const auto worker = start(work);
    EXPECT_EQ(wait_for(enqueue(), JobState::completed).attempt, 2);
    EXPECT_TRUE(stopped);
}

TEST_P(JobWorker, shares_two_hundred_jobs_and_runs_each_exactly_once) {
    std::mutex mutex;
    std::map<JobId, int> runs;
    Work work{[&](jobs::Run& run) {
        const std::scoped_lock lock{mutex};
        ++runs[run.job().id];
    }};
    std::vector<JobId> ids;
    database->write([&](store::Transaction& transaction) {
        ids.clear();
        for (int i = 0; i < 200; ++i) ids.push_back(queue.enqueue(transaction, {.kind = "test.work"}));
    });
    // Leases that a loaded machine does not let run out.
    auto options = quick;
    options.lease = 30s;
    const auto other_database = open_again();
    Queue other_queue{*other_database, clock};
    Worker other{*other_database, other_queue, clock, metrics, options};
    other.add(work);
    other.start();
    const auto worker = start(work, options);
    for (const JobId& id : ids) EXPECT_EQ(wait_for(id, JobState::completed).attempt, 1);
    EXPECT_EQ(runs.size(), 200U);
    for (const auto& [id, count] : runs) EXPECT_EQ(count, 1);
}

TEST_P(JobWorker, hands_interrupted_jobs_back_without_losing_an_attempt) {
    Work work{[](jobs::Run& run) {
        wait_for_stop(run);
        throw Error{Fault::unavailable, "interrupted call"};
    }};
    auto worker = start(work);
    const JobId id = enqueue({.max_attempts = 1});
    wait_for(id, JobState::running);
    worker->stop();
    worker->stop();
    EXPECT_EQ(find(id).state, JobState::available);
    EXPECT_EQ(find(id).attempt, 0);
    EXPECT_LE(find(id).run_at, clock.now());
    enqueue();  // wakes nobody, and harms nobody
    Work second{[](jobs::Run&) {}};
    const auto next = start(second);
    wait_for(id, JobState::completed);
}

TEST_P(JobWorker, does_not_complete_what_was_cancelled_before_the_heartbeat_told) {
    std::atomic<bool> stored = false;
    Work work{[&](jobs::Run& run) {
        database->write([&](store::Transaction& transaction) { queue.cancel(transaction, run.job().id); });
        database->write([&](store::Transaction& transaction) {
            run.complete(transaction, "done");
            transaction.after_commit([&] { stored = true; });
        });
    }};
    auto options = quick;
    options.heartbeat = 100ms;  // of a lease of 300 ms: later than the work takes
    const auto worker = start(work, options);
    const JobId id = enqueue();
    EXPECT_EQ(wait_until(id, [](const Job& job) { return is_final(job.state); }).state, JobState::cancelled);
    worker->stop();
    EXPECT_FALSE(stored);
    EXPECT_EQ(work.abandoned, "cancelled");
}

INSTANTIATE_ON_BOTH_DATABASES(JobWorker);

}  // namespace
}  // namespace certwright::jobs
