#pragma once

#include "inventory/access.hpp"
#include "jobs/handler.hpp"
#include "lifecycle/live_certificate.hpp"
#include "lifecycle/superseded_deletions.hpp"

#include <memory>

namespace certwright::lifecycle {

/// The job that deletes one server certificate of IAM. It looks before it acts, so that whatever became of an
/// attempt before it, a lost reply or a kill, shows: what is not there any more is deleted.
class SupersededDeletionRun final : public jobs::Handler {
  public:
    SupersededDeletionRun(store::Database& database, const Deployments& deployments,
                          SupersededDeletions& deletions, inventory::Accounts& accounts,
                          inventory::Access& access, Clock& clock)
        : database_(database),
          deployments_(deployments),
          deletions_(deletions),
          accounts_(accounts),
          access_(access),
          clock_(clock) {}

    std::string_view kind() const override { return deletion_job_kind; }
    void run(jobs::Run& job) override;
    void on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) override;

  private:
    std::shared_ptr<aws::Client> client_for(const SupersededDeletion& deletion);
    void remove(const SupersededDeletion& deletion, const LiveCertificate& live, aws::Client& client,
                const jobs::Run& job);
    void end(jobs::Run& job, const SupersededDeletion& deletion, const std::string& outcome);

    store::Database& database_;
    const Deployments& deployments_;
    SupersededDeletions& deletions_;
    inventory::Accounts& accounts_;
    inventory::Access& access_;
    Clock& clock_;
};

}  // namespace certwright::lifecycle
