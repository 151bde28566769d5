#include "jobs/retry_policy.hpp"

#include <algorithm>

namespace certwright::jobs {

bool worth_retrying(Fault fault) {
    switch (fault) {
        case Fault::unavailable:
        case Fault::rate_limited:
        case Fault::conflict:
        case Fault::internal:
            return true;
        case Fault::invalid:
        case Fault::unauthenticated:
        case Fault::forbidden:
        case Fault::not_found:
            return false;
    }
    return false;
}

Duration retry_delay(int attempt, double chance) {
    constexpr Duration longest = 15min;
    const int doublings = std::clamp(attempt - 1, 0, 20);
    const Duration full = std::min(longest, Duration{2s} * (std::int64_t{1} << doublings));
    return full - std::chrono::duration_cast<Duration>(full * (chance / 2));
}

}  // namespace certwright::jobs
