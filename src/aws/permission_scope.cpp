#include "aws/permission_scope.hpp"

#include "aws/policies.hpp"

namespace certwright::aws {

std::string PermissionScope::missing_resource(std::string_view action) const {
    constexpr std::string_view nobody = "00000000-0000-4000-8000-000000000000";
    const std::string place = region + ":" + account_id + ":";
    const std::string arn = "arn:" + partition + ":";
    if (action == "acm:ImportCertificate" || resource_pattern(action, partition) != "*") {
        if (action.starts_with("acm:")) return arn + "acm:" + place + "certificate/" + std::string{nobody};
        if (action.starts_with("acm-pca:"))
            return arn + "acm-pca:" + place + "certificate-authority/" + std::string{nobody};
        if (action.starts_with("iam:"))
            return arn + "iam::" + account_id + ":server-certificate/certwright-probe";
        if (action == "route53:GetChange") return arn + "route53:::change/C00000000000000000000";
        if (action.starts_with("route53:")) return arn + "route53:::hostedzone/Z00000000000000000000";
    }
    return "*";
}

}  // namespace certwright::aws
