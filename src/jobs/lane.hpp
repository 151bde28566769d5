#pragma once

#include "jobs/running_job.hpp"
#include "jobs/wakeup.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace certwright::jobs {

/// One pool of threads and the loop that fetches jobs for it, never more than there are free threads:
/// what waits, waits in the database, where other processes can take it.
class Lane {
  public:
    struct Fetched {
        std::vector<std::shared_ptr<RunningJob>> jobs;
        Time look_again;  ///< at the latest
    };
    using Fetch = std::function<Fetched(std::size_t free)>;
    using Execute = std::function<void(RunningJob&)>;

    Lane(Clock& clock, std::size_t threads, Fetch fetch, Execute execute);
    ~Lane();
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    /// There may be something to fetch.
    void nudge() { wakeup_.nudge(); }
    /// Fetches no more. Jobs that were fetched are still executed.
    void close();
    /// After close(): waits for them.
    void join();

  private:
    void fetch_jobs();
    void execute_jobs();

    Clock& clock_;
    const std::size_t size_;
    const Fetch fetch_;
    const Execute execute_;
    Wakeup wakeup_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::shared_ptr<RunningJob>> fetched_;
    std::size_t free_;
    bool closed_ = false;
    bool drained_ = false;  ///< closed, and the loop adds nothing any more
    std::jthread loop_;
    std::vector<std::jthread> threads_;
};

}  // namespace certwright::jobs
