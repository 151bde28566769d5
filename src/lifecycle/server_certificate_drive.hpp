#pragma once

#include "lifecycle/deployment/preflight.hpp"
#include "lifecycle/driven_deployment.hpp"

#include <string>

namespace certwright::lifecycle {

/// Drives a deployment to IAM along its course until it rests, as DeploymentDrive does one to ACM. IAM
/// replaces nothing: each version is uploaded under a name of its own, and what was there before stays.
class ServerCertificateDrive final : private ServiceSteps {
  public:
    explicit ServerCertificateDrive(DrivenDeployment deployment) : deployment_(std::move(deployment)) {}

    void run() { deployment_.drive(*this); }

  private:
    void look() override;
    void resolve() override;
    void verify() override;
    void put_back() override;
    void wait_for_deletions() const;
    void upload(const std::string& name, const Material& material);
    void judge(const aws::Failure& failure);
    void restore_tags(const LiveCertificate& live, const std::string& name);
    std::string name_of(const std::string& fingerprint) const;

    DrivenDeployment deployment_;
};

}  // namespace certwright::lifecycle
