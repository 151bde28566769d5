#pragma once

#include "lifecycle/deployment/import_rules.hpp"
#include "lifecycle/deployment/preflight.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// What is known of an account's server certificates before anything is done there.
struct ServerCertificateView {
    ServerCertificateName name;    ///< what the version would be called
    std::vector<Served> same;      ///< those that are this very certificate
    std::optional<QuotaUse> held;  ///< server certificates of the account; absent when not counted
    std::vector<std::string> missing_permissions;  ///< those known to be missing
};

/// The permissions that an upload takes: List and Get because it is only done when IAM is seen to have it.
const std::vector<std::string>& needed_upload_permissions();

/// Decides what deploying `content` to IAM means. IAM replaces nothing: a version that is not there is
/// uploaded under its own name, and what was there before stays, with all that uses it. The very certificate
/// under another name is taken over with `replace` and refused without, as in ACM.
Step upload_preflight(const Content& content, const DeploymentOrder& order, const ServerCertificateView& view,
                      Time now);

}  // namespace certwright::lifecycle
