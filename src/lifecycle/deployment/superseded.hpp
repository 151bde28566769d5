#pragma once

#include "lifecycle/deployment/refusal.hpp"

#include <optional>
#include <set>
#include <string>

namespace certwright::lifecycle {

/// A server certificate that IAM has, as far as deleting it goes.
struct HeldServerCertificate {
    std::string arn, name, fingerprint_sha256;
    std::string deployment;   ///< what its deployment_tag says; empty without one
    bool is_version = false;  ///< the repository holds this very certificate
};

/// What the deployments of an account cannot do without.
struct DeploymentClaims {
    std::set<std::string> arns;          ///< that they keep, or are about to
    std::set<std::string> fingerprints;  ///< of the versions that they want, or have under way
};

/// Whether a deployment uploaded it: it has the deployment's tag, and the name that an upload of this version
/// gets. What was taken over has the tag too, and another name.
bool is_upload_of(const HeldServerCertificate& held, const std::string& deployment);

/// Why a deployment must not delete it; nothing where it is an upload of its own that was superseded. Who
/// uses it is not known here: IAM tells nobody, and refuses to delete what load balancers and CloudFront use
/// (API reference, DeleteServerCertificate: DeleteConflict).
std::optional<Refusal> reason_to_keep(const HeldServerCertificate& held, const std::string& deployment,
                                      const DeploymentClaims& claims);

}  // namespace certwright::lifecycle
