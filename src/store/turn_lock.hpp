#pragma once

#include "base/time.hpp"

#include <condition_variable>
#include <cstddef>
#include <list>
#include <mutex>
#include <thread>

namespace certwright::store {

/// A lock that a thread may take again while it holds it, and that others wait for only so long, in the
/// order of asking: where a hundred threads write all the time, one that is given to whoever comes at the
/// right moment would let some of them wait in vain. Serves std::unique_lock.
///
/// Not std::recursive_timed_mutex, whose timed wait (pthread_mutex_clocklock) ThreadSanitizer does not see
/// before GCC 13 and would report as misuse.
class TurnLock {
  public:
    /// False when others kept it all that time.
    bool try_lock_for(Duration wait) {
        const auto self = std::this_thread::get_id();
        std::unique_lock lock{mutex_};
        if (depth_ == 0 || owner_ == self) {
            owner_ = self;
            ++depth_;
            return true;
        }
        Waiter waiter{self};
        const auto place = waiting_.insert(waiting_.end(), &waiter);
        if (waiter.called.wait_for(lock, wait, [&] { return owner_ == self; })) return true;
        waiting_.erase(place);
        return false;
    }

    void unlock() {
        const std::scoped_lock lock{mutex_};
        if (--depth_ > 0) return;
        owner_ = {};
        if (waiting_.empty()) return;
        // Handed over, so that nobody comes in between.
        Waiter& next = *waiting_.front();
        waiting_.pop_front();
        owner_ = next.thread;
        depth_ = 1;
        next.called.notify_one();
    }

    /// How many threads stand in line.
    std::size_t waiting() {
        const std::scoped_lock lock{mutex_};
        return waiting_.size();
    }

  private:
    struct Waiter {
        explicit Waiter(std::thread::id thread_) : thread(thread_) {}
        std::thread::id thread;
        std::condition_variable called{};
    };
    std::mutex mutex_;
    std::list<Waiter*> waiting_;
    std::thread::id owner_;
    int depth_ = 0;
};

}  // namespace certwright::store
