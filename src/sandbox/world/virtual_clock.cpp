#include "sandbox/world/virtual_clock.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace certwright::sandbox {

Time VirtualClock::now_locked() const {
    if (held_) return reading_;
    const auto passed = static_cast<double>((machine_.now() - start_).count());
    return reading_ + Duration{static_cast<std::int64_t>(passed * rate_)};
}

Time VirtualClock::now() const {
    const std::scoped_lock lock{mutex_};
    return now_locked();
}

void VirtualClock::set_rate(double rate) {
    if (!(rate > 0) || rate > 1e9)
        throw Error{Fault::invalid, "the rate of the clock must be above 0 and below 10^9"};
    const std::scoped_lock lock{mutex_};
    reading_ = now_locked();
    start_ = machine_.now();
    rate_ = rate;
    ++changes_;
}

double VirtualClock::rate() const {
    const std::scoped_lock lock{mutex_};
    return rate_;
}

void VirtualClock::push_to(Time time) {
    const std::scoped_lock lock{mutex_};
    if (time <= now_locked()) return;
    reading_ = time;
    start_ = machine_.now();
    ++changes_;
}

void VirtualClock::set(Time time) {
    const std::scoped_lock lock{mutex_};
    reading_ = time;
    start_ = machine_.now();
    ++changes_;
}

void VirtualClock::hold(Time time) {
    const std::scoped_lock lock{mutex_};
    reading_ = time;
    held_ = true;
}

void VirtualClock::release() {
    const std::scoped_lock lock{mutex_};
    start_ = machine_.now();
    reading_ = std::max(reading_, start_);
    held_ = false;
    ++changes_;
}

void VirtualClock::resume(Duration ahead, double rate) {
    const std::scoped_lock lock{mutex_};
    start_ = machine_.now();
    reading_ = start_ + ahead;
    rate_ = rate;
    held_ = false;
    ++changes_;
}

Duration VirtualClock::ahead() const {
    const std::scoped_lock lock{mutex_};
    // At the usual rate it is the same whenever it is asked.
    if (rate_ == 1 && !held_) return reading_ - start_;
    return now_locked() - machine_.now();
}

std::uint64_t VirtualClock::changes() const {
    const std::scoped_lock lock{mutex_};
    return changes_;
}

Duration VirtualClock::until(Time time) const {
    const std::scoped_lock lock{mutex_};
    const auto ahead = static_cast<double>((time - now_locked()).count()) / rate_;
    return Duration{static_cast<std::int64_t>(std::clamp(ahead, 0.0, 8.64e10))};
}

}  // namespace certwright::sandbox
