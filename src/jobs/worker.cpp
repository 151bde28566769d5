#include "jobs/worker.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "jobs/lane.hpp"
#include "jobs/lease.hpp"
#include "jobs/retry_policy.hpp"
#include "jobs/running_job.hpp"
#include "jobs/transition.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <random>

namespace certwright::jobs {
namespace {

/// Names this process and this worker in it; the id at the end keeps two apart that have the same
/// host name and process id, as containers do.
std::string worker_name() {
    char host[256] = "unknown";
    ::gethostname(host, sizeof host - 1);
    return fmt::format("{}/{}/{}", host, ::getpid(), new_id_text("w"));
}

double chance() {
    thread_local std::mt19937 random{std::random_device{}()};
    return std::uniform_real_distribution{0.0, 1.0}(random);
}

/// How one attempt went.
struct Attempt {
    Event event = Event::complete;
    std::string why;
    Duration at_least{};  ///< before the next attempt, as the error asked
};

Attempt attempt(Handler& handler, RunningJob& job) {
    try {
        handler.run(job);
        return {};
    } catch (const Error& error) {
        return {worth_retrying(error.fault()) ? Event::fail : Event::give_up,
                error.hint().empty() ? error.message() : error.message() + " (" + error.hint() + ")",
                error.retry_after().value_or(std::chrono::milliseconds{})};
    } catch (const std::exception& error) {
        return {Event::fail, error.what(), {}};
    }
}

constexpr Duration progress_interval = 1s;
constexpr auto vanished = "the process that ran it was gone";

}  // namespace

struct Worker::State {
    store::Database& database;
    Queue& queue;
    Clock& clock;
    Metrics& metrics;
    const WorkerOptions options;
    const std::string name = worker_name();
    std::map<std::string, Handler*, std::less<>> handlers;
    std::vector<std::string> kinds;

    std::mutex mutex;  ///< guards the two below
    std::map<JobId, std::shared_ptr<RunningJob>> running;
    bool stopping = false;

    std::map<std::string, std::unique_ptr<Lane>> lanes;
    Wakeup heartbeat_wakeup;
    std::jthread heartbeat;

    State(store::Database& database_, Queue& queue_, Clock& clock_, Metrics& metrics_, WorkerOptions options_)
        : database(database_),
          queue(queue_),
          clock(clock_),
          metrics(metrics_),
          options(std::move(options_)) {}

    bool is_stopping() {
        const std::scoped_lock lock{mutex};
        return stopping;
    }
    std::vector<std::shared_ptr<RunningJob>> running_jobs() {
        const std::scoped_lock lock{mutex};
        std::vector<std::shared_ptr<RunningJob>> jobs;
        for (const auto& [id, job] : running) jobs.push_back(job);
        return jobs;
    }

    // Taking jobs
    Lane::Fetched fetch(const std::string& lane, std::size_t free);

    // Running them
    void execute(const std::string& lane, RunningJob& job);
    void show_running(const std::string& lane);
    void finish(RunningJob& job, Attempt how, Time started);
    bool store_ending(RunningJob& job, const Attempt& how, JobState& state);

    // Keeping leases
    void beat();
    void extend_leases();
    void take_over_expired();
};

Lane::Fetched Worker::State::fetch(const std::string& lane, std::size_t free) {
    const Time now = clock.now();
    Lane::Fetched fetched{{}, now + options.poll};
    try {
        // A read first: an idle lane must not write.
        const auto due =
            database.read([&](store::Connection& connection) { return next_due(connection, lane, kinds); });
        if (!due || *due > now) {
            if (due) fetched.look_again = std::min(fetched.look_again, *due);
            return fetched;
        }
        const auto jobs = database.write([&](store::Transaction& transaction) {
            return claim(transaction, {.lane = lane,
                                       .kinds = kinds,
                                       .worker = name,
                                       .now = now,
                                       .lease_expires_at = now + options.lease,
                                       .limit = free});
        });
        const std::scoped_lock lock{mutex};
        for (const Job& job : jobs) {
            auto claimed = std::make_shared<RunningJob>(database, clock, job);
            // One that this process still runs, with a lease that it lost, is left to expire once more.
            if (!running.emplace(job.id, claimed).second) continue;
            if (stopping) claimed->request_stop(RunningJob::Stop::server_stops);
            fetched.jobs.push_back(std::move(claimed));
        }
    } catch (const Error& error) {
        log::warn("cannot fetch jobs", {{"lane", lane}, {"error", error.message()}});
    }
    return fetched;
}

void Worker::State::execute(const std::string& lane, RunningJob& job) {
    const log::Scope scope{"job_id", job.job().id.text()};
    const Time started = clock.now();
    show_running(lane);
    log::info("job started", {{"kind", job.job().kind}, {"attempt", job.job().attempt}});
    // A job that was claimed while the server stopped goes back untouched.
    const bool untouched = job.stop().stop_requested();
    finish(job, untouched ? Attempt{} : attempt(*handlers.find(job.job().kind)->second, job), started);
    {
        const std::scoped_lock lock{mutex};
        running.erase(job.job().id);
    }
    show_running(lane);
}

void Worker::State::show_running(const std::string& lane) {
    const std::scoped_lock lock{mutex};
    const auto count =
        std::ranges::count_if(running, [&](const auto& entry) { return entry.second->job().lane == lane; });
    metrics.set("certwright_jobs_running", "Jobs that run now.", static_cast<double>(count),
                {{"lane", lane}});
}

void Worker::State::finish(RunningJob& job, Attempt how, Time started) {
    JobState state = JobState::completed;
    std::string outcome = "completed";
    if (!job.completed()) {
        // What a handler says that was told to stop tells nothing about its work.
        switch (job.stop_reason()) {
            case RunningJob::Stop::none:
                break;
            case RunningJob::Stop::cancelled:
                how = {.event = Event::stop};
                break;
            case RunningJob::Stop::server_stops:
                how = {.event = Event::interrupt};
                break;
            case RunningJob::Stop::lease_lost:
                log::warn("job result discarded: the lease was lost", {{"kind", job.job().kind}});
                return;
        }
        if (!store_ending(job, how, state)) return;
        outcome = state != JobState::available    ? to_string(state)
                  : how.event == Event::interrupt ? "interrupted"
                                                  : "retried";
    }
    const double seconds = std::chrono::duration<double>(clock.now() - started).count();
    metrics.count("certwright_jobs_total", "Ended runs of jobs.",
                  {{"kind", job.job().kind}, {"outcome", outcome}});
    metrics.observe_seconds("certwright_job_seconds", "Duration of runs of jobs.", seconds,
                            {{"kind", job.job().kind}});
    const auto level = how.why.empty() ? log::Level::info : log::Level::warn;
    log::write(level, "job ended",
               {{"kind", job.job().kind}, {"outcome", outcome}, {"seconds", seconds}, {"error", how.why}});
}

bool Worker::State::store_ending(RunningJob& job, const Attempt& how, JobState& state) {
    const Event event = how.event;
    const Job& held = job.job();
    const Duration delay = std::max(retry_delay(held.attempt, chance()), how.at_least);
    for (;;) {
        try {
            const bool kept = database.write([&](store::Transaction& transaction) {
                // A cancel that was asked for since the last heartbeat counts.
                Job current = held;
                current.cancel_requested = extend(transaction, held, job.lease_expires_at).value_or(false);
                state = next_state(current, event).value();
                const Time now = clock.now();
                const bool again = state == JobState::available;
                std::string outcome;
                if (state == JobState::failed) outcome = fmt::format("failed at attempt {}", held.attempt);
                if (state == JobState::cancelled) outcome = "cancelled";
                const bool settled =
                    settle(transaction, held,
                           {.state = state,
                            .attempt = event == Event::interrupt && again ? held.attempt - 1 : held.attempt,
                            .now = now,
                            .run_at = event == Event::interrupt ? now : now + delay,
                            .progress = job.latest_progress(),
                            .outcome = outcome,
                            .last_error = how.why});
                if (settled && is_final(state) && state != JobState::completed) {
                    queue.abandon(transaction, current, how.why.empty() ? "cancelled" : how.why);
                }
                return settled;
            });
            if (!kept) log::warn("job result discarded: the lease was lost", {{"kind", held.kind}});
            return kept;
        } catch (const std::exception& error) {
            log::error("cannot store the end of a job", {{"kind", held.kind}, {"error", error.what()}});
            // As long as the lease can be kept nobody else does the work; after that somebody must.
            if (is_stopping() || job.stop_reason() == RunningJob::Stop::lease_lost) return false;
            clock.wait_for(options.poll, job.stop());
            if (clock.now() >= job.lease_expires_at.load()) return false;
        }
    }
}

void Worker::State::beat() {
    Time extend_next = clock.now() + options.heartbeat;
    for (;;) {
        const bool busy = !running_jobs().empty();
        heartbeat_wakeup.wait_until(
            clock, busy ? std::min(extend_next, clock.now() + progress_interval) : extend_next);
        {
            const std::scoped_lock lock{mutex};
            if (stopping && running.empty()) return;
        }
        try {
            for (const auto& job : running_jobs()) job->save_progress();
            if (clock.now() < extend_next) continue;
            extend_next = clock.now() + options.heartbeat;
            extend_leases();
            take_over_expired();
        } catch (const std::exception& error) {
            log::warn("cannot keep the leases of jobs", {{"error", error.what()}});
        }
        for (const auto& job : running_jobs()) {
            if (clock.now() >= job->lease_expires_at.load()) job->request_stop(RunningJob::Stop::lease_lost);
        }
    }
}

void Worker::State::extend_leases() {
    const auto jobs = running_jobs();
    if (jobs.empty()) return;
    const Time until = clock.now() + options.lease;
    std::vector<std::optional<bool>> answers;
    database.write([&](store::Transaction& transaction) {
        answers.clear();
        for (const auto& job : jobs) answers.push_back(extend(transaction, job->job(), until));
    });
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (!answers[i]) {
            // Or just completed: then the reason no longer matters.
            jobs[i]->request_stop(RunningJob::Stop::lease_lost);
        } else {
            jobs[i]->lease_expires_at = until;
            if (*answers[i]) jobs[i]->request_stop(RunningJob::Stop::cancelled);
        }
    }
}

void Worker::State::take_over_expired() {
    const Time now = clock.now();
    if (!database.read([&](store::Connection& connection) { return any_expired(connection, now); })) return;
    constexpr std::size_t at_once = 100;
    std::size_t count = 0;
    database.write([&](store::Transaction& transaction) {
        count = 0;
        for (const Job& job : expired(transaction, now, at_once)) {
            const JobState state = next_state(job, Event::expire).value();
            const bool settled = settle(transaction, job,
                                        {.state = state,
                                         .attempt = job.attempt,
                                         .now = now,
                                         .run_at = now,
                                         .progress = job.progress,
                                         .outcome = is_final(state) ? vanished : "",
                                         .last_error = vanished});
            if (!settled) continue;
            ++count;
            if (is_final(state)) queue.abandon(transaction, job, vanished);
        }
    });
    log::warn("jobs of a process that was gone were taken over", {{"count", count}});
    for (const auto& [lane_name, lane] : lanes) lane->nudge();
}

Worker::Worker(store::Database& database, Queue& queue, Clock& clock, Metrics& metrics, WorkerOptions options)
    : state_(std::make_shared<State>(database, queue, clock, metrics, std::move(options))) {}

Worker::~Worker() {
    stop();
}

void Worker::add(Handler& handler) {
    const std::string kind{handler.kind()};
    ensure(state_->handlers.emplace(kind, &handler).second, "two handlers for one kind of job");
    state_->kinds.push_back(kind);
    state_->queue.on_abandoned(
        kind, [&handler](store::Transaction& transaction, const Job& job, std::string_view why) {
            handler.on_abandoned(transaction, job, why);
        });
}

void Worker::start() {
    State& state = *state_;
    ensure(!state.kinds.empty() && state.lanes.empty(), "a worker starts once, with at least one handler");
    for (const auto& [name, threads] : state.options.lanes) {
        state.lanes.emplace(name, std::make_unique<Lane>(
                                      state.clock, threads,
                                      [&state, name](std::size_t free) { return state.fetch(name, free); },
                                      [&state, name](RunningJob& job) { state.execute(name, job); }));
    }
    state.heartbeat = std::jthread{[&state] { state.beat(); }};
    // The queue may outlive this worker.
    state.queue.on_enqueue([weak = std::weak_ptr<State>{state_}] {
        const auto living = weak.lock();
        if (!living || living->is_stopping()) return;
        for (const auto& [name, lane] : living->lanes) lane->nudge();
    });
}

void Worker::stop() {
    State& state = *state_;
    {
        const std::scoped_lock lock{state.mutex};
        if (state.stopping) return;
        state.stopping = true;
        for (const auto& [id, job] : state.running) job->request_stop(RunningJob::Stop::server_stops);
    }
    for (const auto& [name, lane] : state.lanes) lane->close();
    const Time late = state.clock.now() + state.options.stop_timeout;
    bool warned = false;
    for (auto jobs = state.running_jobs(); !jobs.empty(); jobs = state.running_jobs()) {
        std::this_thread::sleep_for(5ms);
        if (warned || state.clock.now() < late) continue;
        warned = true;
        for (const auto& job : jobs) {
            log::error("job does not stop", {{"job_id", job->job().id.text()}, {"kind", job->job().kind}});
        }
    }
    for (const auto& [name, lane] : state.lanes) lane->join();
    state.heartbeat_wakeup.nudge();
    if (state.heartbeat.joinable()) state.heartbeat.join();
}

}  // namespace certwright::jobs
