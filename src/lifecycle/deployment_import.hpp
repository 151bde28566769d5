#pragma once

#include "lifecycle/deployment/preflight.hpp"
#include "lifecycle/driven_deployment.hpp"
#include "lifecycle/region_look.hpp"

#include <string>
#include <string_view>

namespace certwright::lifecycle {

/// What changes ACM for a deployment: the import, the look whether AWS serves it, and the way back.
class DeploymentImport {
  public:
    explicit DeploymentImport(DrivenDeployment& deployment) : deployment_(deployment) {}

    /// As the pre-flight has decided.
    void import(const Step& step, const Material& material, const RegionLook& look);
    void verify();
    void put_back();

  private:
    void send(const Material& material, const aws::acm::Tags& tags);
    void judge(const aws::Failure& failure);
    void judge_mismatch(const LiveCertificate& seen);
    bool restore_tags(const LiveCertificate& live);
    void import_back(const Refusal& problem);
    void end_put_back(const Refusal& problem, std::string_view how, const LiveCertificate* live);
    aws::Outcome<LiveCertificate> look();

    DrivenDeployment& deployment_;
};

}  // namespace certwright::lifecycle
