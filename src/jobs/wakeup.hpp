#pragma once

#include "base/clock.hpp"

#include <mutex>
#include <utility>

namespace certwright::jobs {

/// Lets a thread wait for a moment of the Clock or for a nudge, whichever is first. A nudge between
/// two waits is not lost.
class Wakeup {
  public:
    void nudge() {
        const std::scoped_lock lock{mutex_};
        nudged_ = true;
        waiting_.request_stop();
    }

    void wait_until(Clock& clock, Time moment) {
        std::stop_token token;
        {
            const std::scoped_lock lock{mutex_};
            if (std::exchange(nudged_, false)) return;
            waiting_ = std::stop_source{};
            token = waiting_.get_token();
        }
        clock.wait_until(moment, token);
        const std::scoped_lock lock{mutex_};
        nudged_ = false;
    }

  private:
    std::mutex mutex_;
    bool nudged_ = false;
    std::stop_source waiting_;
};

}  // namespace certwright::jobs
