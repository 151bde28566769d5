#include "sandbox/pca/read_authority.hpp"

#include "base/json.hpp"
#include "sandbox/pca/access.hpp"
#include "sandbox/pca/decimal.hpp"
#include "sandbox/pca/lookup.hpp"
#include "sandbox/pca/paging.hpp"
#include "sandbox/pca/revocation_configuration.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::pca {
namespace {

json::object shown(const Authority& authority) {
    json::object row{
        {"Arn", authority.arn},
        {"OwnerAccount", authority.account_id},
        {"CreatedAt", epoch(authority.created_at)},
        {"LastStateChangeAt", epoch(authority.changed_at)},
        {"Type", authority.type},
        {"Status", authority.status},
        {"CertificateAuthorityConfiguration", json::parse(authority.configuration, "a CA's configuration")},
        {"RevocationConfiguration", shown_revocation(authority)},
        {"KeyStorageSecurityStandard", authority.key_standard},
        {"UsageMode", authority.usage_mode}};
    if (!authority.serial.empty()) row["Serial"] = decimal_of(authority.serial);
    if (authority.not_before) row["NotBefore"] = epoch(*authority.not_before);
    if (authority.not_after) row["NotAfter"] = epoch(*authority.not_after);
    if (authority.restorable_until) row["RestorableUntil"] = epoch(*authority.restorable_until);
    return row;
}

/// Every authority of the region that the caller may see, by ARN.
std::map<std::string_view, const Authority*> listed(const Call& call, bool own) {
    std::map<std::string_view, const Authority*> found;
    for (const auto& [id, account] : call.world.accounts) {
        const auto region = account.regions.find(call.region);
        if ((id == call.account.id) != own || region == account.regions.end()) continue;
        for (const auto& [arn, authority] : region->second.pca.authorities) {
            if (own || (!authority.is_deleted() && is_shared_with(authority, call.principal)))
                found.emplace(arn, &authority);
        }
    }
    return found;
}

}  // namespace

json::object describe_certificate_authority(const Call& call, const json::object& input) {
    return {{"CertificateAuthority", shown(require_authority(call, input))}};
}

json::object list_certificate_authorities(const Call& call, const json::object& input) {
    const bool own = json::text(input, "ResourceOwner").value_or("SELF") == "SELF";
    Pager pager = pager_of(call, input, own ? "ListCertificateAuthorities" : "ListSharedAuthorities");
    const auto authorities = listed(call, own);
    json::array rows;
    for (auto each = authorities.upper_bound(pager.after()); each != authorities.end(); ++each) {
        if (!pager.take(each->first)) break;
        rows.push_back(shown(*each->second));
    }
    return page_of("CertificateAuthorities", std::move(rows), pager);
}

json::object get_certificate_authority_csr(const Call& call, const json::object& input) {
    const auto& authority = require_own_authority(call, input);
    if (authority.status == "CREATING") {
        throw ServiceError{"RequestInProgressException",
                           fmt::format("The certificate authority {} is being created.", authority.arn)};
    }
    require_state(authority, {"PENDING_CERTIFICATE", "ACTIVE", "DISABLED", "EXPIRED"},
                  "have a certificate signing request");
    return {{"Csr", authority.csr_pem}};
}

json::object get_certificate_authority_certificate(const Call& call, const json::object& input) {
    const auto& authority = require_authority(call, input);
    require_state(authority, {"ACTIVE", "DISABLED", "EXPIRED"}, "have a certificate authority certificate");
    json::object output{{"Certificate", authority.certificate_pem}};
    if (!authority.chain_pem.empty()) output["CertificateChain"] = authority.chain_pem;
    return output;
}

}  // namespace certwright::sandbox::pca
