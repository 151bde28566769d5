#pragma once

#include <atomic>
#include <cstdint>
#include <shared_mutex>

namespace certwright::sandbox {

/// A std::shared_mutex that counts how often somebody had it alone, and so may have changed what it guards.
class CountingLock {
  public:
    void lock() { mutex_.lock(); }
    bool try_lock() { return mutex_.try_lock(); }
    void unlock() {
        ++changes_;
        mutex_.unlock();
    }
    void lock_shared() { mutex_.lock_shared(); }
    bool try_lock_shared() { return mutex_.try_lock_shared(); }
    void unlock_shared() { mutex_.unlock_shared(); }

    std::uint64_t changes() const noexcept { return changes_; }

  private:
    std::shared_mutex mutex_;
    std::atomic<std::uint64_t> changes_ = 0;
};

}  // namespace certwright::sandbox
