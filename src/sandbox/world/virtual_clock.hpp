#pragma once

#include "base/clock.hpp"
#include "base/time.hpp"

#include <mutex>

namespace certwright::sandbox {

/// The time that certificates live by. It goes with the machine's clock, `rate` times as fast, and can be
/// pushed ahead. Signatures and session tokens do not follow it: their makers have a clock of their own.
/// Thread-safe.
class VirtualClock {
  public:
    explicit VirtualClock(const Clock& machine)
        : machine_(machine), start_(machine.now()), reading_(start_) {}

    Time now() const;
    /// The rate must be positive.
    void set_rate(double rate);
    double rate() const;
    /// Forward only: what happened cannot un-happen. Earlier times are ignored.
    void push_to(Time time);
    /// The one way back, for a world that begins anew.
    void set(Time time);
    /// Shows `time` and stands still there until release(), while a past is acted out; push_to() moves it.
    void hold(Time time);
    /// Goes with the machine's clock again, from its time on.
    void release();
    /// Goes on as one that was so far ahead of the machine's clock, and as fast.
    void resume(Duration ahead, double rate);
    /// How far it is ahead of the machine's clock.
    Duration ahead() const;
    /// How often it was set, pushed, or given another rate.
    std::uint64_t changes() const;
    /// How long the machine's clock takes until this one shows `time`; zero when it is past.
    Duration until(Time time) const;

  private:
    Time now_locked() const;

    const Clock& machine_;
    mutable std::mutex mutex_;
    Time start_;  ///< of the machine, when `reading_` was shown
    Time reading_;
    double rate_ = 1;
    bool held_ = false;
    std::uint64_t changes_ = 0;
};

}  // namespace certwright::sandbox
