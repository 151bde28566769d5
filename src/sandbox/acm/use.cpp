#include "sandbox/acm/use.hpp"

#include "sandbox/acm/life.hpp"

#include <algorithm>

namespace certwright::sandbox::acm {
namespace {

std::string release_key(const std::string& arn) {
    return arn + "/release";
}

void drop_released(Certificate& certificate, Time now) {
    std::erase_if(certificate.released, [&](const auto& entry) { return entry.second <= now; });
}

/// What the agenda does: the certificate may be gone by then.
void release_due(World& world, const Certificate& seen, Time now) {
    world.locked([&] {
        const auto account = world.accounts.find(seen.account_id);
        if (account == world.accounts.end()) return;
        auto& certificates = account->second.regions.at(seen.region).acm.certificates;
        const auto found = certificates.find(seen.arn);
        if (found == certificates.end()) return;
        drop_released(found->second, now);
        schedule_release(world, found->second);
    });
}

}  // namespace

void schedule_release(World& world, const Certificate& certificate) {
    if (certificate.released.empty()) return world.agenda.drop(release_key(certificate.arn));
    const auto first = std::min_element(certificate.released.begin(), certificate.released.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
    Certificate place;
    place.arn = certificate.arn;
    place.account_id = certificate.account_id;
    place.region = certificate.region;
    world.agenda.put(release_key(certificate.arn), first->second,
                     [&world, place](Time now) { release_due(world, place, now); });
}

void take_into_use(World& world, Certificate& certificate, const std::string& user, Time now) {
    certificate.in_use_by.insert(user);
    certificate.released.erase(user);
    schedule_release(world, certificate);
    begin(world, certificate, now);
}

void end_use(World& world, Certificate& certificate, const std::string& user, Time now) {
    if (certificate.in_use_by.erase(user) == 0) return;
    const Duration delay = world.settings.release_delay;
    if (delay > Duration::zero()) certificate.released[user] = now + delay;
    schedule_release(world, certificate);
}

}  // namespace certwright::sandbox::acm
