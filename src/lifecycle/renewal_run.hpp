#pragma once

#include "jobs/handler.hpp"
#include "lifecycle/maker.hpp"
#include "lifecycle/renewals.hpp"

namespace certwright::lifecycle {

/// The job that renews one certificate. The new version and the job's end are one transaction: whenever it is
/// killed and repeated, there is one new version.
class RenewalRun final : public jobs::Handler {
  public:
    RenewalRun(store::Database& database, Repository& repository, Maker& maker, Renewals& renewals)
        : database_(database), repository_(repository), maker_(maker), renewals_(renewals) {}

    std::string_view kind() const override { return renewal_job_kind; }
    void run(jobs::Run& run) override;
    void on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) override;

  private:
    store::Database& database_;
    Repository& repository_;
    Maker& maker_;
    Renewals& renewals_;
};

}  // namespace certwright::lifecycle
