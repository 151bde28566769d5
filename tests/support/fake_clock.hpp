#pragma once

#include "base/clock.hpp"

#include <condition_variable>
#include <mutex>

namespace certwright::test {

/// A clock that stands still until a test pushes it. Waiters wake when time passes them.
class FakeClock final : public Clock {
  public:
    explicit FakeClock(Time start = parse_rfc3339("2026-01-01T00:00:00Z")) : now_(start) {}

    Time now() const override {
        const std::scoped_lock lock{mutex_};
        return now_;
    }

    bool wait_until(Time moment, std::stop_token stop) override {
        std::unique_lock lock{mutex_};
        return changed_.wait(lock, stop, [&] { return now_ >= moment; });
    }

    void advance(Duration span) {
        const std::scoped_lock lock{mutex_};
        now_ += span;
        changed_.notify_all();
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    Time now_;
};

}  // namespace certwright::test
