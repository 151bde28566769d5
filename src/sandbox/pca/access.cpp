#include "sandbox/pca/access.hpp"

#include "sandbox/pca/resource_policy.hpp"
#include "sandbox/world/arn.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::pca {

AccessRequest access_to(const Authority& authority, std::string_view operation,
                        const std::string& template_arn) {
    AccessRequest request{.action = fmt::format("acm-pca:{}", operation),
                          .resource = authority.arn,
                          .context = {{"aws:RequestedRegion", authority.region}},
                          .called = ""};
    if (!template_arn.empty()) request.context.emplace("acm-pca:TemplateArn", template_arn);
    return request;
}

Verdict shared_verdict(const Authority& authority, const Principal& principal, const AccessRequest& request) {
    if (authority.policy.empty()) return Verdict::denied_implicitly;
    return ResourcePolicy::parse(authority.policy).decide(principal, request);
}

bool is_allowed(const Authority& authority, const Principal& principal, const AccessRequest& request) {
    const Verdict own = principal.policy ? principal.policy->decide(request) : Verdict::allowed;
    const Verdict shared = shared_verdict(authority, principal, request);
    if (own != Verdict::allowed || shared == Verdict::denied_explicitly) return false;
    return authority.account_id == principal.account_id || shared == Verdict::allowed;
}

bool is_shared_with(const Authority& authority, const Principal& principal) {
    static constexpr std::string_view shown[] = {"DescribeCertificateAuthority", "GetCertificate",
                                                 "GetCertificateAuthorityCertificate", "IssueCertificate"};
    return std::any_of(std::begin(shown), std::end(shown), [&](const auto operation) {
        return shared_verdict(authority, principal, access_to(authority, operation)) == Verdict::allowed;
    });
}

Authority* find_by_arn(World& world, std::string_view text) {
    const auto arn = Arn::parse(text);
    if (!arn) return nullptr;
    const auto account = world.accounts.find(arn->account_id);
    if (account == world.accounts.end()) return nullptr;
    const auto region = account->second.regions.find(arn->region);
    if (region == account->second.regions.end()) return nullptr;
    const auto found = region->second.pca.authorities.find(text);
    return found == region->second.pca.authorities.end() ? nullptr : &found->second;
}

}  // namespace certwright::sandbox::pca
