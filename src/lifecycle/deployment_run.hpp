#pragma once

#include "inventory/access.hpp"
#include "jobs/handler.hpp"
#include "lifecycle/deployment_drive.hpp"
#include "lifecycle/deployment_job.hpp"

namespace certwright::lifecycle {

/// The job that drives one deployment until it rests.
class DeploymentRun final : public jobs::Handler {
  public:
    DeploymentRun(const DrivenDeployment::Means& means, inventory::Accounts& accounts,
                  inventory::Access& access)
        : means_(means), accounts_(accounts), access_(access) {}

    std::string_view kind() const override { return deployment_job_kind; }
    void run(jobs::Run& job) override;
    void on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) override;

  private:
    Deployment taken_up(const jobs::Run& job);

    const DrivenDeployment::Means means_;
    inventory::Accounts& accounts_;
    inventory::Access& access_;
};

}  // namespace certwright::lifecycle
