#include "jobs/running_job.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

namespace certwright::jobs {
RunningJob::RunningJob(store::Database& database, Clock& clock, Job job)
    : lease_expires_at(job.lease_expires_at.value()),
      database_(database),
      clock_(clock),
      job_(std::move(job)),
      progress_(job_.progress) {}

void RunningJob::progress(std::string json) {
    const std::scoped_lock lock{mutex_};
    progress_ = std::move(json);
    unsaved_ = true;
}

void RunningJob::save_progress() {
    std::string latest;
    {
        const std::scoped_lock lock{mutex_};
        if (completed_ || !std::exchange(unsaved_, false)) return;
        latest = progress_;
    }
    database_.write([&](store::Transaction& transaction) { keep_progress(transaction, job_, latest); });
}

std::string RunningJob::latest_progress() const {
    const std::scoped_lock lock{mutex_};
    return progress_;
}

void RunningJob::complete(store::Transaction& transaction, std::string outcome) {
    // Asked here too, because the heartbeat brings the news of a cancel late.
    if (extend(transaction, job_, lease_expires_at).value_or(false)) {
        request_stop(Stop::cancelled);
        throw Error{Fault::conflict, fmt::format("job \"{}\" was cancelled", job_.id.text())};
    }
    const bool held = settle(transaction, job_,
                             {.state = JobState::completed,
                              .attempt = job_.attempt,
                              .now = clock_.now(),
                              .progress = latest_progress(),
                              .outcome = std::move(outcome)});
    if (!held) {
        request_stop(Stop::lease_lost);
        throw Error{Fault::conflict, fmt::format("the lease of job \"{}\" was lost", job_.id.text())};
    }
    transaction.after_commit([this] { completed_ = true; });
}

void RunningJob::request_stop(Stop reason) {
    Stop none = Stop::none;
    if (reason == Stop::lease_lost) {
        reason_ = reason;
    } else {
        reason_.compare_exchange_strong(none, reason);
    }
    stop_.request_stop();
}

}  // namespace certwright::jobs
