#include "sandbox/admin/approval.hpp"

#include "base/error.hpp"
#include "base/secret.hpp"
#include "sandbox/acm/life.hpp"
#include "sandbox/acm/validation.hpp"
#include "sandbox/world/arn.hpp"

#include <shared_mutex>

namespace certwright::sandbox {
namespace {

acm::Certificate* find_certificate(World& world, const std::string& text) {
    const auto arn = Arn::parse(text);
    if (!arn) return nullptr;
    const auto account = world.accounts.find(arn->account_id);
    if (account == world.accounts.end()) return nullptr;
    const auto region = account->second.regions.find(arn->region);
    if (region == account->second.regions.end()) return nullptr;
    const auto found = region->second.acm.certificates.find(text);
    return found == region->second.acm.certificates.end() ? nullptr : &found->second;
}

/// The name that asked with this very link. Throws Fault::not_found.
acm::DomainValidation& asking(acm::Certificate* certificate, const ApprovalLink& link) {
    if (certificate != nullptr) {
        auto& validations = certificate->renewal && certificate->renewal->status == "PENDING_VALIDATION"
                                ? certificate->renewal->validations
                                : certificate->validations;
        for (auto& validation : validations) {
            if (validation.domain == link.domain && validation.method == "EMAIL" &&
                equal_in_constant_time(acm::approval_of(*certificate, validation), link.code))
                return validation;
        }
    }
    throw Error{Fault::not_found, "this link is wrong, or a newer mail has replaced it"};
}

AskedApproval asked_approval(const acm::Certificate& certificate, const acm::DomainValidation& validation) {
    return {.arn = certificate.arn,
            .account_id = certificate.account_id,
            .region = certificate.region,
            .domain = validation.domain,
            .approved = validation.status == "SUCCESS"};
}

}  // namespace

AskedApproval asked_by(World& world, const ApprovalLink& link) {
    const std::shared_lock shared{world.lock};
    auto* certificate = find_certificate(world, link.arn);
    const auto& validation = asking(certificate, link);
    return asked_approval(*certificate, validation);
}

AskedApproval approve(World& world, const ApprovalLink& link) {
    return world.locked([&] {
        auto* certificate = find_certificate(world, link.arn);
        auto& validation = asking(certificate, link);
        if (validation.status != "SUCCESS") {
            validation.status = "SUCCESS";
            acm::begin(world, *certificate, world.clock.now());
        }
        return asked_approval(*certificate, validation);
    });
}

}  // namespace certwright::sandbox
