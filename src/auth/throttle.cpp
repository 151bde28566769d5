#include "auth/throttle.hpp"

#include <algorithm>

namespace certwright::auth {
namespace {

/// After that many attempts.
Duration wait_after(int attempts) {
    if (attempts < Throttle::free_attempts) return Duration::zero();
    const int doublings = std::min(attempts - Throttle::free_attempts, 10);
    return std::min<Duration>(1s * (1 << doublings), Throttle::longest_wait);
}

}  // namespace

std::optional<Duration> Throttle::attempt(const std::vector<std::string>& keys) {
    const std::scoped_lock lock{mutex_};
    const Time now = clock_.now();
    Duration longest = Duration::zero();
    for (const std::string& key : keys) longest = std::max(longest, wait(key, now));
    if (longest > Duration::zero()) return longest;
    for (const std::string& key : keys) count(key, now);
    return std::nullopt;
}

Duration Throttle::wait(const std::string& key, Time now) const {
    const auto known = records_.find(key);
    if (known == records_.end()) return Duration::zero();
    return known->second.last + std::min(wait_after(known->second.attempts), longest_) - now;
}

void Throttle::count(const std::string& key, Time now) {
    if (records_.size() >= capacity_ && !records_.contains(key)) make_room(now);
    Record& record = records_[key];
    const bool forgotten = now - record.last >= memory;
    record = {forgotten ? 1 : record.attempts + 1, now};
}

void Throttle::take_back(const std::string& key) {
    const std::scoped_lock lock{mutex_};
    const auto known = records_.find(key);
    if (known != records_.end() && --known->second.attempts <= 0) records_.erase(known);
}

void Throttle::forget(const std::string& key) {
    const std::scoped_lock lock{mutex_};
    records_.erase(key);
}

// Whoever floods us with keys must neither fill the memory nor push out the keys under attack: those
// with the fewest attempts go first.
void Throttle::make_room(Time now) {
    std::erase_if(records_, [&](const auto& entry) { return now - entry.second.last >= memory; });
    for (int attempts = 1; records_.size() >= capacity_; ++attempts)
        std::erase_if(records_, [&](const auto& entry) { return entry.second.attempts <= attempts; });
}

}  // namespace certwright::auth
