#pragma once

#include "inventory/access.hpp"
#include "lifecycle/deployment/preflight.hpp"
#include "lifecycle/deployments.hpp"
#include "lifecycle/repository.hpp"

#include <map>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// A certificate for several regions of an account.
struct DeploymentWish {
    Certificate certificate;
    inventory::Account account;
    std::string service = "acm";
    std::vector<std::string> regions;  ///< for IAM inventory::global_region alone
    bool replace = false;
    Tags tags;
    std::string path = "/";  ///< in IAM
    std::map<std::string, std::string> chosen_arns;  ///< by region; what is not there, the pre-flight finds
};

struct PlannedRegion {
    std::string region;
    std::string deployment;  ///< the order that stands there already; empty for none
    Step step;
    std::optional<QuotaUse> imported, imported_in_year;  ///< before it; server certificates in IAM
};

/// The pre-flight: what would happen, region by region. Asks AWS and changes nothing.
class DeploymentPlan {
  public:
    DeploymentPlan(store::Database& database, const Deployments& deployments, const PrivateKeys& keys,
                   inventory::Access& access, Clock& clock)
        : database_(database), deployments_(deployments), keys_(keys), access_(access), clock_(clock) {}

    /// In the order of the wish. A region that cannot be asked is refused in AWS's words.
    std::vector<PlannedRegion> look(const DeploymentWish& wish);

  private:
    PlannedRegion look_at_region(const DeploymentWish& wish, const std::string& region, const Content& content,
                                 aws::Client& client, const aws::CallContext& context,
                                 const std::vector<std::string>& missing);
    PlannedRegion look_at_iam(const DeploymentWish& wish, const Content& content, aws::Client& client,
                              const aws::CallContext& context, const std::vector<std::string>& missing);
    std::optional<Deployment> standing(const DeploymentWish& wish, const std::string& region);

    store::Database& database_;
    const Deployments& deployments_;
    const PrivateKeys& keys_;
    inventory::Access& access_;
    Clock& clock_;
};

}  // namespace certwright::lifecycle
