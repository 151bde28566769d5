#include "sandbox/acm/daily_round.hpp"

#include "sandbox/acm/announcement.hpp"
#include "sandbox/acm/remaining_days.hpp"
#include "sandbox/events/publish.hpp"
#include "sandbox/world/world.hpp"

#include <chrono>

namespace certwright::sandbox::acm {
namespace {

constexpr Duration noon = std::chrono::hours{12};

Time next_round(Time now) {
    const Time today = std::chrono::floor<std::chrono::days>(now) + noon;
    return now < today ? today : today + std::chrono::days{1};
}

void tell_of(World& world, const Certificate& certificate, int most_days, Time now) {
    if (certificate.status != "ISSUED" || !certificate.content || certificate.deleted_at) return;
    const int days = remaining_days(*certificate.content, now);
    if (is_expiration_approaching(days, most_days))
        announce_approaching_expiration(world, certificate, days, now);
    const bool waits = certificate.renewal && certificate.renewal->status == "PENDING_VALIDATION";
    if (waits && is_reminder_due(days, certificate.is_public()))
        announce_renewal_action_required(world, certificate, days, now);
}

void make_round(World& world, Time now) {
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [name, region] : account.regions) {
            if (!events::has_listeners(account, name)) continue;
            for (const auto& [arn, certificate] : region.acm.certificates)
                tell_of(world, certificate, region.acm.days_before_expiry, now);
        }
    }
}

}  // namespace

bool is_expiration_approaching(int days, int most_days) {
    return days >= 1 && days <= most_days;
}

bool is_reminder_due(int days, bool is_public) {
    return days == 30 || days == 15 || days == 3 || days == 1 || (days == 45 && !is_public);
}

void begin_daily_rounds(World& world, Time now) {
    world.agenda.put("acm/daily", next_round(now), [&world](Time round) {
        world.locked([&] { make_round(world, round); });
        begin_daily_rounds(world, round);
    });
}

}  // namespace certwright::sandbox::acm
