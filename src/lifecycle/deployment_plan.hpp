#pragma once

#include "aws/client.hpp"
#include "inventory/access.hpp"
#include "lifecycle/account_limits.hpp"
#include "lifecycle/deployment/preflight.hpp"
#include "lifecycle/deployments.hpp"
#include "lifecycle/material.hpp"
#include "lifecycle/repository.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// A certificate for several regions of an account.
struct DeploymentWish {
    Certificate certificate;
    inventory::Account account;
    std::string service = "acm";
    std::vector<std::string> regions;  ///< for IAM inventory::global_region alone
    std::string path = "/";            ///< in IAM
    std::optional<bool> replace;       ///< as the standing order has it when absent
    Tags tags;
    std::map<std::string, std::string> chosen_arns;  ///< by region; what is not there, the pre-flight finds
};

struct PlannedRegion {
    std::string region;
    std::string deployment;  ///< the order that stands there already; empty for none
    Step step;
    std::optional<QuotaUse> imported, imported_in_year;  ///< before it; server certificates in IAM
};

/// What an order uses up of a region's quotas.
struct PlannedUse {
    std::int64_t first_imports = 0, reimports = 0;
};

/// Many certificates for several regions of an account.
struct BulkWish {
    std::vector<Certificate> certificates;
    inventory::Account account;
    std::string service = "acm";
    std::vector<std::string> regions;
    std::string path = "/";
    std::optional<bool> replace;  ///< as the standing order has it when absent
    Tags tags;
    /// By region, what those before them use up that are of the same order and not among them.
    std::map<std::string, PlannedUse> before;
};

struct PlannedCertificate {
    Certificate certificate;
    std::vector<PlannedRegion> regions;
};

/// What the step of a region uses up, of which nothing is refused.
void add_use(const PlannedRegion& planned, PlannedUse& use);

/// The pre-flight: what would happen, region by region. Asks AWS and changes nothing.
class DeploymentPlan {
  public:
    DeploymentPlan(store::Database& database, const Deployments& deployments, const PrivateKeys& keys,
                   inventory::Access& access, AccountLimits& limits, Clock& clock)
        : database_(database),
          deployments_(deployments),
          keys_(keys),
          access_(access),
          limits_(limits),
          clock_(clock) {}

    /// In the order of the wish. A region that cannot be asked is refused in AWS's words.
    std::vector<PlannedRegion> look(const DeploymentWish& wish);
    /// The same for many, in their order, as if each was deployed before the next: what one would take over
    /// or use up is not there for another. Each region is listed once, and its limits are asked for once.
    /// `chosen_arns` by region.
    std::vector<PlannedCertificate> look(const BulkWish& wish,
                                         const std::map<std::string, std::string>& chosen_arns = {});
    /// What giving a deployment another certificate would do.
    PlannedRegion look(const Deployment& deployment, const Certificate& certificate,
                       const inventory::Account& account);

  private:
    /// One certificate in one region.
    struct Asked {
        const Certificate& certificate;
        const Material& material;
        DeploymentOrder order;
    };
    /// What all of a look have in common.
    struct Setting {
        aws::Client& client;
        const inventory::Account& account;
        aws::CallContext context;
        bool also_in_us_east_1 = false;
        std::vector<std::string> missing_permissions;
    };
    void warn_of_foreign(const Certificate& certificate, const LiveCertificate& live, Step& step) const;
    std::vector<PlannedRegion> look_in_iam(const Setting& setting, const std::string& path,
                                           const std::vector<Asked>& asked, PlannedUse use);
    std::vector<PlannedRegion> look_in(const Setting& setting, const std::string& region,
                                       const std::vector<Asked>& asked, PlannedUse use);

    store::Database& database_;
    const Deployments& deployments_;
    const PrivateKeys& keys_;
    inventory::Access& access_;
    AccountLimits& limits_;
    Clock& clock_;
};

}  // namespace certwright::lifecycle
