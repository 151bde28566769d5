#pragma once

#include "inventory/access.hpp"
#include "inventory/details.hpp"
#include "inventory/discovery_runs.hpp"
#include "inventory/scope_progress.hpp"
#include "jobs/handler.hpp"
#include "store/turn_lock.hpp"

namespace certwright::inventory {

/// Discovers the ACM certificates of one region of one account: a sweep by list rows, after which
/// everything is visible, then details of what is new, changed or pending, and a slow rotation of
/// the rest, because a row does not tell who uses a certificate, its tags or its renewal.
class RegionScan final : public jobs::Handler {
  public:
    RegionScan(store::Database& database, Accounts& accounts, DiscoveryRuns& runs, Access& access,
               Clock& clock);

    std::string_view kind() const override { return region_job; }
    void run(jobs::Run& job) override;
    void on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) override;

  private:
    store::Database& database_;
    Accounts& accounts_;
    DiscoveryRuns& runs_;
    Access& access_;
    Clock& clock_;
    store::TurnLock page_turn_;  ///< of all regions that are being swept
};

}  // namespace certwright::inventory
