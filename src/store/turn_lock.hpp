#pragma once

#include "base/time.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace certwright::store {

/// A lock that a thread may take again while it holds it, and that others wait for only so long.
/// Serves std::unique_lock. Not std::recursive_timed_mutex, whose timed wait
/// (pthread_mutex_clocklock) ThreadSanitizer does not see before GCC 13 and would report as misuse.
class TurnLock {
  public:
    /// False when another thread kept it all that time.
    bool try_lock_for(Duration wait) {
        const auto self = std::this_thread::get_id();
        std::unique_lock lock{mutex_};
        if (!freed_.wait_for(lock, wait, [&] { return depth_ == 0 || owner_ == self; })) return false;
        owner_ = self;
        ++depth_;
        return true;
    }

    void unlock() {
        const std::scoped_lock lock{mutex_};
        if (--depth_ > 0) return;
        owner_ = {};
        freed_.notify_one();
    }

  private:
    std::mutex mutex_;
    std::condition_variable freed_;
    std::thread::id owner_;
    int depth_ = 0;
};

}  // namespace certwright::store
