#pragma once

#include "base/time.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace certwright::sandbox {

/// Wakes those who wait for something to arrive, so that nobody waits with the world locked. Thread-safe.
class Arrivals {
  public:
    /// Something arrived.
    void announce() {
        const std::scoped_lock lock{mutex_};
        ++count_;
        changed_.notify_all();
    }
    /// From now on nobody waits.
    void close() {
        const std::scoped_lock lock{mutex_};
        closed_ = true;
        changed_.notify_all();
    }
    /// Read it before looking whether something is there.
    std::uint64_t count() const {
        const std::scoped_lock lock{mutex_};
        return count_;
    }
    /// Returns when something arrived after the count was `seen`, and after `longest` at the latest. False
    /// when waiting is over for good.
    bool wait(std::uint64_t seen, Duration longest) {
        std::unique_lock lock{mutex_};
        changed_.wait_for(lock, longest, [&] { return closed_ || count_ != seen; });
        return !closed_;
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t count_ = 0;
    bool closed_ = false;
};

}  // namespace certwright::sandbox
