#pragma once

#include "base/clock.hpp"
#include "jobs/handler.hpp"
#include "jobs/lease.hpp"

#include <atomic>
#include <mutex>

namespace certwright::jobs {

/// A job that this process runs: what its handler sees of it, and what the heartbeat tells it.
class RunningJob final : public Run {
  public:
    enum class Stop { none, cancelled, lease_lost, server_stops };

    RunningJob(store::Database& database, Clock& clock, Job job);

    const Job& job() const override { return job_; }
    std::stop_token stop() const override { return stop_.get_token(); }
    void progress(std::string json) override;
    void complete(store::Transaction& transaction, std::string outcome) override;

    /// Fires the handler's stop_token. The first reason stays, except that a lost lease outweighs
    /// all: nothing may be stored any more.
    void request_stop(Stop reason);
    Stop stop_reason() const noexcept { return reason_; }
    /// complete() has been committed.
    bool completed() const noexcept { return completed_; }
    std::string latest_progress() const;
    /// Stores progress that is new since the last call. For the heartbeat: the handler may be inside
    /// a transaction of its own when it reports.
    void save_progress();

    /// When the lease ends, as far as this process knows; the heartbeat moves it.
    std::atomic<Time> lease_expires_at;

  private:
    store::Database& database_;
    Clock& clock_;
    const Job job_;
    std::stop_source stop_;
    std::atomic<Stop> reason_ = Stop::none;
    std::atomic<bool> completed_ = false;
    mutable std::mutex mutex_;
    std::string progress_;
    bool unsaved_ = false;
};

}  // namespace certwright::jobs
