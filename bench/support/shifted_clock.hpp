#pragma once

#include "base/clock.hpp"

#include <atomic>

namespace certwright::bench {

/// The machine's clock, which can be put forward: waiting takes as long as it does, but a day between
/// two scans need not be sat out.
class ShiftedClock final : public Clock {
  public:
    Time now() const override { return machine_.now() + Duration{ahead_.load()}; }
    bool wait_until(Time moment, std::stop_token stop) override {
        return machine_.wait_until(moment - Duration{ahead_.load()}, std::move(stop));
    }
    void put_forward(Duration span) { ahead_ += span.count(); }

  private:
    SystemClock machine_;
    std::atomic<Duration::rep> ahead_ = 0;
};

}  // namespace certwright::bench
