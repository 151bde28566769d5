#pragma once

#include "inventory/access.hpp"
#include "inventory/discovery_runs.hpp"
#include "inventory/scope_progress.hpp"
#include "jobs/handler.hpp"

namespace certwright::inventory {

/// The first job of each account in a run: who are we, which regions are enabled, does
/// SearchCertificates work. Then one job for each region and one for IAM.
class AccountScan final : public jobs::Handler {
  public:
    AccountScan(store::Database& database, Accounts& accounts, DiscoveryRuns& runs, jobs::Queue& queue,
                Access& access, Clock& clock);

    std::string_view kind() const override { return account_job; }
    void run(jobs::Run& job) override;
    void on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) override;

  private:
    struct Regions;
    Regions enabled_regions(const Account& account, aws::Client& client, const aws::CallContext& context,
                            ScopeProgress& progress, bool full, const std::vector<std::string>& named);
    void learn_search(const Account& account, aws::Client& client, const aws::CallContext& context,
                      const std::string& region, bool full);
    void refuse_duplicate(const Account& account, const std::string& aws_account_id) const;

    store::Database& database_;
    Accounts& accounts_;
    DiscoveryRuns& runs_;
    jobs::Queue& queue_;
    Access& access_;
    Clock& clock_;
};

}  // namespace certwright::inventory
