#pragma once

#include "aws/acm_import.hpp"
#include "jobs/handler.hpp"
#include "lifecycle/deployment_problem.hpp"
#include "lifecycle/deployments.hpp"
#include "lifecycle/live_certificate.hpp"
#include "lifecycle/material.hpp"
#include "lifecycle/region_look.hpp"
#include "lifecycle/repository.hpp"

#include <optional>
#include <string>

namespace certwright::lifecycle {

/// Drives one deployment along its course until it rests. What was done is stored before the next thing is,
/// so that another process can go on after any instant; an Error leaves the rest to a later attempt.
class DeploymentDrive {
  public:
    struct Means {
        store::Database& database;
        Deployments& deployments;
        const Repository& repository;
        const PrivateKeys& keys;
        Clock& clock;
    };
    DeploymentDrive(const Means& means, aws::Client& client, const inventory::Account& account,
                    jobs::Run& run, Deployment deployment);

    void run();

  private:
    void step();
    void look();
    void resolve();
    void resolve_at(const std::string& arn);
    void absent();
    void import(const Step& step, const Material& material, const RegionLook& look);
    std::optional<Deployment> intend(const Material& material, const std::string& target,
                                     const LiveCertificate* replaced);
    void send(const Material& material, const aws::acm::Tags& tags);
    void judge(const aws::Failure& failure);
    void verify();
    void put_back();
    void see_what_is_back(const Refusal& problem);
    bool restore_tags(const LiveCertificate& live);
    bool finish();

    void advance(const DeploymentEvent& event, Deployments::Note note = {});
    void stop_for(const aws::Failure& failure);
    void check_stop() const;
    void report() const;
    Material material_of(const std::string& fingerprint, const std::vector<std::string>& issuers) const;
    Material wanted_material() const;
    Duration time_left() const;

    const Means& means_;
    aws::Client& client_;
    const inventory::Account& account_;
    jobs::Run& run_;
    Deployment deployment_;
    aws::CallContext context_;
    aws::acm::Tags tags_before_;  ///< of what is replaced; the ones to be put back when an import loses them
    std::optional<inventory::Details> told_;  ///< by AWS, for the inventory; stored with the next step
    std::string remark_;                      ///< what went less than well and stops nothing
};

}  // namespace certwright::lifecycle
