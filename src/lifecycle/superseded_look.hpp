#pragma once

#include "inventory/access.hpp"
#include "lifecycle/deployment.hpp"
#include "lifecycle/deployment/superseded.hpp"
#include "lifecycle/live_certificate.hpp"
#include "store/database.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// A server certificate that a deployment uploaded, and that is not the one it keeps now.
struct SupersededCertificate {
    std::string arn, name, fingerprint_sha256, serial;
    std::optional<Time> uploaded_at;
    Time not_after;
    std::optional<Refusal> obstacle;  ///< why it is not to be deleted
};

/// Why a server certificate, as IAM was just seen to have it, must not be deleted for a deployment, as the
/// deployments of its account stand now.
std::optional<Refusal> reason_to_keep(store::Connection& connection, const Deployment& deployment,
                                      const LiveCertificate& live);
/// Throws Fault::conflict where IAM has not the server certificate that the deployment keeps now, and what
/// aws::raise() does.
void check_successor(aws::Client& client, const Deployment& deployment, const aws::CallContext& context);

/// Finds out what a deployment to IAM has left behind: what deleting would delete. Changes nothing.
class SupersededLook {
  public:
    SupersededLook(store::Database& database, inventory::Access& access)
        : database_(database), access_(access) {}

    /// Those that end first, first. Throws as check_successor() does.
    std::vector<SupersededCertificate> look(const Deployment& deployment, const inventory::Account& account);

  private:
    std::vector<std::string> uploaded(const std::vector<std::string>& names);
    void judge(const Deployment& deployment, const LiveCertificate& live,
               std::vector<SupersededCertificate>& found);

    store::Database& database_;
    inventory::Access& access_;
};

}  // namespace certwright::lifecycle
