#pragma once

#include "base/time.hpp"

#include <stop_token>

namespace certwright {

/// Where the time comes from. Everything that decides by time takes a Clock or a `now`, so that
/// tests can push time instead of waiting for it. Thread-safe.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
    /// Blocks until `now() >= moment` and returns true, or returns false as soon as `stop` is
    /// requested.
    virtual bool wait_until(Time moment, std::stop_token stop) = 0;
    bool wait_for(Duration span, std::stop_token stop) { return wait_until(now() + span, std::move(stop)); }
};

/// The machine's clock.
class SystemClock final : public Clock {
  public:
    Time now() const override;
    bool wait_until(Time moment, std::stop_token stop) override;
};

}  // namespace certwright
