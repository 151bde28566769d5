#include "sandbox/use/certificate_use.hpp"

#include "sandbox/acm/use.hpp"
#include "sandbox/iam/use.hpp"
#include "sandbox/world/arn.hpp"

namespace certwright::sandbox {
namespace {

acm::Certificate* acm_certificate(Account& account, const std::string& text) {
    const auto arn = Arn::parse(text);
    if (!arn || arn->service != "acm") return nullptr;
    const auto region = account.regions.find(arn->region);
    if (region == account.regions.end()) return nullptr;
    const auto found = region->second.acm.certificates.find(text);
    return found == region->second.acm.certificates.end() ? nullptr : &found->second;
}

iam::ServerCertificate* server_certificate(Account& account, const std::string& arn) {
    for (auto& [key, certificate] : account.iam.server_certificates) {
        if (certificate.arn == arn) return &certificate;
    }
    return nullptr;
}

void begin_use(World& world, Account& account, const std::string& arn, const std::string& user, Time now) {
    if (auto* kept_by_acm = acm_certificate(account, arn)) {
        acm::take_into_use(world, *kept_by_acm, user, now);
    } else if (auto* kept_by_iam = server_certificate(account, arn)) {
        iam::take_into_use(*kept_by_iam, user);
    }
}

void finish_use(World& world, Account& account, const std::string& arn, const std::string& user, Time now) {
    if (auto* kept_by_acm = acm_certificate(account, arn)) {
        acm::end_use(world, *kept_by_acm, user, now);
    } else if (auto* kept_by_iam = server_certificate(account, arn)) {
        iam::end_use(*kept_by_iam, user, world.settings, now);
    }
}

}  // namespace

void change_use(World& world, Account& account, const std::string& user, const CertificateArns& before,
                const CertificateArns& after, Time now) {
    for (const auto& arn : after) {
        if (!before.contains(arn)) begin_use(world, account, arn, user, now);
    }
    for (const auto& arn : before) {
        if (!after.contains(arn)) finish_use(world, account, arn, user, now);
    }
}

void follow_rename(Account& account, const std::string& old_arn, const std::string& new_arn) {
    for (auto& [id, distribution] : account.cloudfront.distributions) {
        if (distribution.certificate == old_arn) distribution.certificate = new_arn;
    }
    for (auto& [name, region] : account.regions) {
        for (auto& [arn, balancer] : region.elbv2.load_balancers) {
            for (auto& [listener_arn, listener] : balancer.listeners) {
                if (listener.default_certificate == old_arn) listener.default_certificate = new_arn;
                for (auto& added : listener.added_certificates) {
                    if (added == old_arn) added = new_arn;
                }
            }
        }
    }
}

}  // namespace certwright::sandbox
