#pragma once

#include "base/clock.hpp"

#include <algorithm>
#include <mutex>

namespace certwright::test {

/// A clock for code that only waits for itself: each wait ends at once and moves the time.
class LeapingClock final : public Clock {
  public:
    explicit LeapingClock(Time start = parse_rfc3339("2026-01-01T00:00:00Z")) : now_(start) {}

    Time now() const override {
        const std::scoped_lock lock{mutex_};
        return now_;
    }
    bool wait_until(Time moment, std::stop_token stop) override {
        if (stop.stop_requested()) return false;
        const std::scoped_lock lock{mutex_};
        now_ = std::max(now_, moment);
        return true;
    }
    void advance(Duration span) {
        const std::scoped_lock lock{mutex_};
        now_ += span;
    }

  private:
    mutable std::mutex mutex_;
    Time now_;
};

}  // namespace certwright::test
