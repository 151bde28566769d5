#include "sandbox/iam/operations.hpp"

#include "base/json.hpp"
#include "sandbox/iam/account_summary.hpp"
#include "sandbox/iam/change_server_certificate.hpp"
#include "sandbox/iam/read_server_certificate.hpp"
#include "sandbox/iam/simulate_principal_policy.hpp"
#include "sandbox/iam/tags.hpp"
#include "sandbox/iam/upload_server_certificate.hpp"
#include "sandbox/wire/service_error.hpp"

#include <utility>

namespace certwright::sandbox::iam {
namespace {

/// IAM knows nothing of GetSessionToken's credentials unless MFA stands behind them ("GetSessionToken"), and
/// nobody in the sandbox has MFA.
Act with_lasting_credentials(Act act) {
    return [act = std::move(act)](const Call& call, const json::object& input) {
        if (call.principal.temporary && !call.principal.by_role()) {
            throw ServiceError{"InvalidClientTokenId",
                               "The security token included in the request is invalid", 403};
        }
        return act(call, input);
    };
}

}  // namespace

void add_operations(Operations& operations) {
    const auto reads = [&](std::string_view name, Act act) {
        operations.reads("iam", name, with_lasting_credentials(std::move(act)));
    };
    const auto writes = [&](std::string_view name, Act act) {
        operations.writes("iam", name, with_lasting_credentials(std::move(act)));
    };
    writes("UploadServerCertificate", upload_server_certificate);
    reads("GetServerCertificate", get_server_certificate);
    reads("ListServerCertificates", list_server_certificates);
    writes("UpdateServerCertificate", update_server_certificate);
    writes("DeleteServerCertificate", delete_server_certificate);
    writes("TagServerCertificate", tag_server_certificate);
    writes("UntagServerCertificate", untag_server_certificate);
    reads("ListServerCertificateTags", list_server_certificate_tags);
    reads("GetAccountSummary", get_account_summary);
    reads("SimulatePrincipalPolicy", simulate_principal_policy);
}

}  // namespace certwright::sandbox::iam
