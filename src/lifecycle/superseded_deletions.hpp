#pragma once

#include "audit/log.hpp"
#include "jobs/queue.hpp"
#include "lifecycle/deployments.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace certwright::lifecycle {

inline constexpr std::string_view deletion_job_kind = "deployment.delete_superseded";

/// The server certificate that one job deletes.
struct SupersededDeletion {
    DeploymentId deployment;
    inventory::AccountId account;
    std::string arn;
};
SupersededDeletion deletion_of(const jobs::Job& job);

/// Throws Fault::conflict where a deployment is under way, has nothing in place, or is none to IAM.
void check_may_delete(const Deployment& deployment);

/// Deleting server certificates of IAM that a deployment uploaded and that were superseded: by hand only, a
/// job for each, and what became of it in the audit log.
class SupersededDeletions {
  public:
    SupersededDeletions(const Deployments& deployments, jobs::Queue& queue, audit::Log& log)
        : deployments_(deployments), queue_(queue), log_(log) {}

    /// The jobs, in the order of `arns`; of what is being deleted already, the job that does it. Each looks
    /// for itself what may be deleted. Throws Fault::not_found, and what check_may_delete() does.
    std::vector<jobs::JobId> begin(store::Transaction& transaction, const DeploymentId& id,
                                   const std::vector<std::string>& arns, const inventory::Actor& actor);
    /// Whether a job in the account has not ended: nothing that is there may be taken over meanwhile.
    bool any_under_way(store::Connection& connection, const inventory::AccountId& account) const;

    void succeeded(store::Transaction& transaction, const SupersededDeletion& deletion,
                   const inventory::Actor& actor);
    void failed(store::Transaction& transaction, const SupersededDeletion& deletion, const std::string& why,
                const inventory::Actor& actor);

  private:
    const Deployments& deployments_;
    jobs::Queue& queue_;
    audit::Log& log_;
};

}  // namespace certwright::lifecycle
