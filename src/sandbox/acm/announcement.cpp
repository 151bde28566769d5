#include "sandbox/acm/announcement.hpp"

#include "base/json.hpp"
#include "sandbox/acm/remaining_days.hpp"
#include "sandbox/events/publish.hpp"
#include "sandbox/world/world.hpp"

#include <chrono>
#include <string>

namespace certwright::sandbox::acm {
namespace {

std::string date(Time time) {
    return format_rfc3339(std::chrono::floor<std::chrono::seconds>(time));
}

/// What most of the events tell. Only requested public certificates have a validation method.
json::object common_detail(const Certificate& certificate) {
    json::object detail{{"CertificateType", certificate.type},
                        {"CommonName", certificate.domain_name},
                        {"CertificateExpirationDate", date(certificate.content->not_after)},
                        {"InUse", certificate.in_use()},
                        {"Exported", certificate.exported_at.has_value()}};
    if (certificate.is_public()) detail["DomainValidationMethod"] = certificate.validation_method();
    return detail;
}

template <class MakeDetail>
void announce(World& world, const Certificate& certificate, std::string_view what, Time now,
              MakeDetail make_detail) {
    const auto account = world.accounts.find(certificate.account_id);
    if (account == world.accounts.end() || !certificate.content) return;
    if (!events::has_listeners(account->second, certificate.region)) return;
    events::publish(world, account->second, certificate.region,
                    {.source = "aws.acm",
                     .detail_type = "ACM Certificate " + std::string{what},
                     .resources = {certificate.arn},
                     .at = now},
                    make_detail());
}

}  // namespace

void announce_available(World& world, const Certificate& certificate, std::string_view action, Time now) {
    announce(world, certificate, "Available", now, [&] {
        auto detail = common_detail(certificate);
        detail["Action"] = action;
        detail["CertificateCreatedDate"] = date(certificate.created_at);
        detail["DaysToExpiry"] = remaining_days(*certificate.content, now);
        return detail;
    });
}

void announce_expired(World& world, const Certificate& certificate, Time now) {
    if (certificate.type == "IMPORTED") return;
    announce(world, certificate, "Expired", now, [&] {
        auto detail = common_detail(certificate);
        detail["CertificateCreatedDate"] = date(certificate.created_at);
        return detail;
    });
}

void announce_revoked(World& world, const Certificate& certificate, Time now) {
    announce(world, certificate, "Revoked", now, [&] {
        return json::object{{"CertificateType", certificate.type},
                            {"CommonName", certificate.domain_name},
                            {"CertificateExpirationDate", date(certificate.content->not_after)},
                            {"Exportable", certificate.exportable}};
    });
}

void announce_approaching_expiration(World& world, const Certificate& certificate, int days, Time now) {
    announce(world, certificate, "Approaching Expiration", now, [&] {
        return json::object{{"DaysToExpiry", days}, {"CommonName", certificate.domain_name}};
    });
}

void announce_renewal_action_required(World& world, const Certificate& certificate, int days, Time now) {
    announce(world, certificate, "Renewal Action Required", now, [&] {
        const auto& reason = certificate.renewal->reason;
        auto detail = common_detail(certificate);
        detail["RenewalStatusReason"] = reason.empty() ? "PENDING_DOMAIN_VALIDATION" : reason;
        detail["DaysToExpiry"] = days;
        return detail;
    });
}

}  // namespace certwright::sandbox::acm
