#pragma once

#include "inventory/access.hpp"
#include "inventory/details.hpp"
#include "inventory/discovery_runs.hpp"
#include "inventory/scope_progress.hpp"
#include "jobs/handler.hpp"

namespace certwright::inventory {

/// Lists the IAM server certificates of one account and fetches the ones it does not hold yet. What
/// IAM keeps under an ARN never changes, so an unchanged estate costs the listing alone.
class IamScan final : public jobs::Handler {
  public:
    IamScan(store::Database& database, Accounts& accounts, DiscoveryRuns& runs, Access& access, Clock& clock);

    std::string_view kind() const override { return iam_job; }
    void run(jobs::Run& job) override;
    void on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) override;

  private:
    void fetch(aws::Client& client, const aws::CallContext& context, const DetailTask& task,
               ScopeProgress& progress);

    store::Database& database_;
    Accounts& accounts_;
    DiscoveryRuns& runs_;
    Access& access_;
    Clock& clock_;
};

}  // namespace certwright::inventory
