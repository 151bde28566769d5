#pragma once

#include "aws/client.hpp"
#include "inventory/details.hpp"
#include "jobs/handler.hpp"
#include "lifecycle/deployment_problem.hpp"
#include "lifecycle/deployments.hpp"
#include "lifecycle/live_certificate.hpp"
#include "lifecycle/material.hpp"
#include "lifecycle/repository.hpp"
#include "lifecycle/service_steps.hpp"
#include "lifecycle/superseded_deletions.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// One deployment in the hands of its job: what is known of it, and how each step is stored before the next
/// one is taken.
class DrivenDeployment {
  public:
    struct Means {
        store::Database& database;
        Deployments& deployments;
        const Repository& repository;
        const PrivateKeys& keys;
        const SupersededDeletions& deletions;
        Clock& clock;
    };
    DrivenDeployment(const Means& means, aws::Client& client, const inventory::Account& account,
                     jobs::Run& run, Deployment deployment);

    const Deployment& now() const { return deployment_; }
    const Course& course() const { return deployment_.course; }
    const Means& means() const { return means_; }
    aws::Client& client() { return client_; }
    const aws::CallContext& context() const { return context_; }
    const inventory::Account& account() const { return account_; }

    /// Takes steps until the deployment rests and nothing more is asked of it.
    void drive(ServiceSteps& steps);
    /// Stores the step. Throws Fault::conflict when another process has gone on with it.
    void advance(const DeploymentEvent& event, Deployments::Note note = {});
    /// Stores an intention, but not beside another deployment that has reserved `event.arn`: then false.
    /// Throws Fault::unavailable while another one imports the same certificate there.
    bool intend(DeploymentEvent event, Deployments::Note note, const LiveCertificate* replaced);
    /// A question to AWS has failed: it is asked again later, or the deployment ends here. What may be under
    /// way stays unresolved then.
    void stop_for(const aws::Failure& failure);
    /// What was intended is not there; it may still come until it settles.
    void absent();
    /// Looks until what is intended is served, or AWS has had some seconds in which its answers may lag;
    /// `seen` is what was seen last, if anything. A failure other than FailureKind::not_found ends it.
    std::optional<aws::Failure> look_until(const std::function<aws::Outcome<LiveCertificate>()>& look,
                                           std::optional<LiveCertificate>& seen);
    /// For a call that must not be sent later, also not by a process that was stopped for a while.
    aws::CallContext until(Time moment) const;
    /// Throws when the job is to stop.
    void check_stop() const;
    /// What it is at, for those who watch its job.
    void report() const;
    /// What AWS told, for the inventory; stored with the next step.
    void note_told(inventory::Details told) { told_ = std::move(told); }
    /// What went less than well and stops nothing.
    void remark(const std::string& text);
    /// It waits for its turn in a roll-out.
    bool is_held() const;
    /// Ends the job when nothing is left to do now; false when somebody has just asked for more.
    bool finish();

    /// What the repository holds for a version.
    Material material_of(const std::string& fingerprint, const std::vector<std::string>& issuers) const;
    Material wanted_material() const;
    /// The chain that belongs to a version of the certificate; empty for what is none.
    std::vector<std::string> issuers_of(const std::string& fingerprint) const;
    Secret open_key(const std::string& spki_sha256) const;

  private:
    void step(ServiceSteps& steps);
    void wait_for_twin(store::Connection& connection, const std::string& fingerprint) const;

    const Means& means_;
    aws::Client& client_;
    const inventory::Account& account_;
    jobs::Run& run_;
    Deployment deployment_;
    aws::CallContext context_;
    std::optional<inventory::Details> told_;
    std::string remark_;
};

}  // namespace certwright::lifecycle
