#pragma once

#include "lifecycle/deployment_import.hpp"
#include "lifecycle/driven_deployment.hpp"

#include <string>

namespace certwright::lifecycle {

/// Drives one deployment along its course until it rests. What was done is stored before the next thing is,
/// so that another process can go on after any instant; an Error leaves the rest to a later attempt.
class DeploymentDrive final : private ServiceSteps {
  public:
    explicit DeploymentDrive(DrivenDeployment deployment)
        : deployment_(std::move(deployment)), import_(deployment_) {}

    void run() { deployment_.drive(*this); }

  private:
    void look() override;
    void resolve() override;
    void verify() override { import_.verify(); }
    void put_back() override { import_.put_back(); }
    void resolve_at(const std::string& arn);

    DrivenDeployment deployment_;
    DeploymentImport import_;
};

}  // namespace certwright::lifecycle
