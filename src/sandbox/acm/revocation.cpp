#include "sandbox/acm/revocation.hpp"

#include "sandbox/acm/announcement.hpp"
#include "sandbox/acm/life.hpp"
#include "sandbox/pca/access.hpp"
#include "sandbox/pca/revocation.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/arn.hpp"
#include "x509/revocation_reason.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::acm {
namespace {

/// One word differs between the services.
constexpr auto acm_compromise = "CA_COMPROMISE";
constexpr auto pca_compromise = "CERTIFICATE_AUTHORITY_COMPROMISE";

/// Holds are for ACM's public certificates.
std::string pca_reason(const std::string& reason) {
    if (reason == "CERTIFICATE_HOLD" || reason == "REMOVE_FROM_CRL") {
        throw ServiceError{
            "ValidationException",
            fmt::format("The revocation reason {} is not supported for private certificates.", reason)};
    }
    const std::string word{to_string(x509::parse_revocation_reason(reason))};
    return word == acm_compromise ? pca_compromise : word;
}

}  // namespace

void become_revoked(World& world, Certificate& certificate, const std::string& reason, Time now) {
    certificate.status = "REVOKED";
    certificate.revoked_at = now;
    certificate.revocation_reason = reason;
    begin(world, certificate, now);
    announce_revoked(world, certificate, now);
}

void revoke_at_authority(const Call& call, const Certificate& certificate, const std::string& reason) {
    const std::string word = pca_reason(reason);
    auto* authority = pca::find_by_arn(call.world, certificate.authority_arn);
    if (authority == nullptr) {
        throw ServiceError{
            "ResourceNotFoundException",
            fmt::format("Could not find Certificate Authority with ARN {}.", certificate.authority_arn)};
    }
    const bool own = authority->account_id == call.account.id;
    if (!own &&
        !pca::is_allowed(*authority, call.principal, pca::access_to(*authority, "RevokeCertificate"))) {
        throw ServiceError{"AccessDeniedException",
                           fmt::format("User: {} is not authorized to perform: acm-pca:RevokeCertificate on "
                                       "resource: {}",
                                       call.principal.arn, authority->arn)};
    }
    try {
        pca::revoke(call.world, *authority, certificate.content->serial, word, call.now);
    } catch (const ServiceError& refused) {
        if (refused.code() != "InvalidStateException") throw;
        throw ServiceError{"ConflictException", refused.message()};
    }
}

void revoked_by_authority(World& world, const std::string& text, const std::string& serial,
                          const std::string& reason, Time now) {
    const auto arn = Arn::parse(text);
    const auto account = world.accounts.find(arn->account_id);
    if (account == world.accounts.end()) return;
    auto& certificates = world.region(account->second, arn->region).acm.certificates;
    const auto found = certificates.find(text);
    if (found == certificates.end() || !found->second.content) return;
    auto& certificate = found->second;
    if (certificate.content->serial != serial || certificate.status != "ISSUED") return;
    become_revoked(world, certificate, reason == pca_compromise ? acm_compromise : reason, now);
}

}  // namespace certwright::sandbox::acm
