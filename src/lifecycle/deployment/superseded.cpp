#include "lifecycle/deployment/superseded.hpp"

#include "lifecycle/deployment/server_certificate_name.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {

bool is_upload_of(const HeldServerCertificate& held, const std::string& deployment) {
    const std::string_view version = version_in_name(held.name);
    return held.is_version && held.deployment == deployment && !version.empty() &&
           held.fingerprint_sha256.starts_with(version);
}

std::optional<Refusal> reason_to_keep(const HeldServerCertificate& held, const std::string& deployment,
                                      const DeploymentClaims& claims) {
    if (!is_upload_of(held, deployment))
        return Refusal{"not_uploaded_by_it",
                       fmt::format("{} was not uploaded by deployment {}", held.name, deployment),
                       "delete it in AWS, if nothing uses it"};
    if (claims.arns.contains(held.arn))
        return Refusal{"kept_by_a_deployment", fmt::format("a deployment keeps {}", held.name),
                       "only what was superseded is deleted"};
    if (claims.fingerprints.contains(held.fingerprint_sha256))
        return Refusal{"wanted_by_a_deployment",
                       fmt::format("{} is the version that a deployment wants", held.name),
                       "only what was superseded is deleted"};
    return std::nullopt;
}

}  // namespace certwright::lifecycle
