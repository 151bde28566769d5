#include "base/clock.hpp"

#include <condition_variable>
#include <mutex>

namespace certwright {

Time SystemClock::now() const {
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

bool SystemClock::wait_until(Time moment, std::stop_token stop) {
    std::mutex mutex;
    std::condition_variable_any wakeup;
    std::unique_lock lock{mutex};
    wakeup.wait_until(lock, stop, moment, [&] { return now() >= moment; });
    return now() >= moment;
}

}  // namespace certwright
