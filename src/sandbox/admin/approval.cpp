#include "sandbox/admin/approval.hpp"

#include "base/error.hpp"
#include "base/secret.hpp"
#include "sandbox/acm/life.hpp"
#include "sandbox/acm/validation.hpp"

#include <fmt/format.h>

namespace certwright::sandbox {
namespace {

acm::Certificate* find(World& world, const std::string& arn) {
    for (auto& [id, account] : world.accounts) {
        for (auto& [name, region] : account.regions) {
            const auto found = region.acm.certificates.find(arn);
            if (found != region.acm.certificates.end()) return &found->second;
        }
    }
    return nullptr;
}

/// The name that waits for this very answer; nullptr when none does.
acm::DomainValidation* waiting(acm::Certificate& certificate, const std::string& domain,
                               const std::string& approval) {
    auto& validations = certificate.renewal && certificate.renewal->status == "PENDING_VALIDATION"
                            ? certificate.renewal->validations
                            : certificate.validations;
    for (auto& validation : validations) {
        if (validation.domain != domain || validation.method != "EMAIL") continue;
        if (equal_in_constant_time(acm::approval_of(certificate, validation), approval)) return &validation;
    }
    return nullptr;
}

}  // namespace

std::string approve(World& world, const std::string& arn, const std::string& domain,
                    const std::string& approval) {
    return world.locked([&] {
        auto* certificate = find(world, arn);
        auto* validation = certificate == nullptr ? nullptr : waiting(*certificate, domain, approval);
        if (validation == nullptr) {
            throw Error{Fault::not_found, "this link is wrong, or a newer mail has replaced it"};
        }
        validation->status = "SUCCESS";
        acm::begin(world, *certificate, world.clock.now());
        return fmt::format("{} is approved for certificate {}.", domain, arn);
    });
}

}  // namespace certwright::sandbox
