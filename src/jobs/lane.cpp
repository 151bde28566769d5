#include "jobs/lane.hpp"

namespace certwright::jobs {

Lane::Lane(Clock& clock, std::size_t threads, Fetch fetch, Execute execute)
    : clock_(clock),
      size_(threads),
      fetch_(std::move(fetch)),
      execute_(std::move(execute)),
      free_(threads),
      loop_([this] { fetch_jobs(); }) {
    for (std::size_t i = 0; i < size_; ++i) threads_.emplace_back([this] { execute_jobs(); });
}

Lane::~Lane() {
    close();
}

void Lane::close() {
    {
        const std::scoped_lock lock{mutex_};
        closed_ = true;
    }
    wakeup_.nudge();
    if (loop_.joinable()) loop_.join();
    {
        const std::scoped_lock lock{mutex_};
        drained_ = true;
    }
    arrived_.notify_all();
}

void Lane::join() {
    threads_.clear();
}

void Lane::fetch_jobs() {
    for (;;) {
        std::size_t free = 0;
        {
            const std::scoped_lock lock{mutex_};
            if (closed_) return;
            free = free_;
        }
        // Without a free thread there is nothing to look for until one nudges.
        const Fetched fetched = free > 0 ? fetch_(free) : Fetched{{}, clock_.now() + 1min};
        {
            const std::scoped_lock lock{mutex_};
            free_ -= fetched.jobs.size();
            fetched_.insert(fetched_.end(), fetched.jobs.begin(), fetched.jobs.end());
        }
        arrived_.notify_all();
        wakeup_.wait_until(clock_, fetched.look_again);
    }
}

void Lane::execute_jobs() {
    for (;;) {
        std::shared_ptr<RunningJob> job;
        {
            std::unique_lock lock{mutex_};
            arrived_.wait(lock, [&] { return drained_ || !fetched_.empty(); });
            if (fetched_.empty()) return;
            job = std::move(fetched_.front());
            fetched_.pop_front();
        }
        execute_(*job);
        {
            const std::scoped_lock lock{mutex_};
            ++free_;
        }
        wakeup_.nudge();
    }
}

}  // namespace certwright::jobs
