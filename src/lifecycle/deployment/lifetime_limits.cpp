#include "lifecycle/deployment/lifetime_limits.hpp"

#include <array>

namespace certwright::lifecycle {
namespace {

struct LifetimeLimit {
    std::chrono::year_month_day since;
    std::int64_t longest;  ///< days
};
constexpr std::array lifetime_limits{
    LifetimeLimit{std::chrono::year{2018} / 3 / 1, 825},
    LifetimeLimit{std::chrono::year{2020} / 9 / 1, 398},
    LifetimeLimit{std::chrono::year{2026} / 3 / 15, 200},
    LifetimeLimit{std::chrono::year{2027} / 3 / 15, 100},
    LifetimeLimit{std::chrono::year{2029} / 3 / 15, 47},
};

}  // namespace

std::optional<std::int64_t> longest_public_lifetime(Time issued) {
    std::optional<std::int64_t> longest;
    for (const LifetimeLimit& limit : lifetime_limits)
        if (issued >= std::chrono::sys_days{limit.since}) longest = limit.longest;
    return longest;
}

std::int64_t lifetime_in_days(const x509::Certificate& certificate) {
    return std::chrono::ceil<std::chrono::days>(certificate.not_after - certificate.not_before).count();
}

}  // namespace certwright::lifecycle
