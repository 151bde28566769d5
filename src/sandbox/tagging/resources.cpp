#include "sandbox/tagging/resources.hpp"

#include "base/json.hpp"
#include "sandbox/world/partitions.hpp"
#include "sandbox/world/world.hpp"

namespace certwright::sandbox::tagging {
namespace {

using Visit = std::function<bool(const Resource&)>;

/// Whether the visit goes on.
bool visit_acm(const Call& call, const std::string& after, const Visit& visit) {
    const auto& certificates = call.world.region(call.account, call.region).acm.certificates;
    for (auto each = certificates.upper_bound(after); each != certificates.end(); ++each) {
        const auto& certificate = each->second;
        if (certificate.deleted_at || (certificate.tags.empty() && !certificate.was_tagged)) continue;
        if (!visit({certificate.arn, "acm", "certificate", certificate.tags})) return false;
    }
    return true;
}

bool visit_pca(const Call& call, const std::string& after, const Visit& visit) {
    const auto& authorities = call.world.region(call.account, call.region).pca.authorities;
    for (auto each = authorities.upper_bound(after); each != authorities.end(); ++each) {
        const auto& authority = each->second;
        if (authority.is_deleted() || (authority.tags.empty() && !authority.was_tagged)) continue;
        if (!visit({authority.arn, "acm-pca", "certificate-authority", authority.tags})) return false;
    }
    return true;
}

void visit_iam(const Call& call, const std::string& after, const Visit& visit) {
    if (call.region != find_partition(call.account.partition)->global_region) return;
    std::map<std::string_view, const iam::ServerCertificate*> by_arn;
    for (const auto& [key, certificate] : call.account.iam.server_certificates) {
        const bool tagged = !certificate.tags.empty() || certificate.was_tagged;
        if (tagged && certificate.arn > after) by_arn.emplace(certificate.arn, &certificate);
    }
    for (const auto& [arn, certificate] : by_arn) {
        if (!visit({certificate->arn, "iam", "server-certificate", certificate->tags})) return;
    }
}

}  // namespace

void visit_resources(const Call& call, const std::string& after, const Visit& visit) {
    // In the order of ARNs: the hyphen comes before the colon.
    if (visit_pca(call, after, visit) && visit_acm(call, after, visit)) visit_iam(call, after, visit);
}

}  // namespace certwright::sandbox::tagging
