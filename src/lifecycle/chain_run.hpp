#pragma once

#include "jobs/handler.hpp"
#include "lifecycle/chain_completions.hpp"
#include "lifecycle/issuer_fetch.hpp"

namespace certwright::lifecycle {

/// The job that completes the chain of one certificate. Nothing is kept before all that could be found is,
/// together with the job's end: killed and repeated, it asks again.
class ChainRun final : public jobs::Handler {
  public:
    ChainRun(store::Database& database, Repository& repository, ChainCompletions& completions,
             const IssuerFetch& fetch)
        : database_(database), repository_(repository), completions_(completions), fetch_(fetch) {}

    std::string_view kind() const override { return chain_job_kind; }
    void run(jobs::Run& run) override;
    void on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) override;

  private:
    struct Kept {
        Bytes leaf;
        std::vector<Bytes> issuers;
    };
    std::optional<Kept> kept(const ChainOrder& order);
    WalkedChain walk(const Kept& kept, const std::stop_token& stop);

    store::Database& database_;
    Repository& repository_;
    ChainCompletions& completions_;
    const IssuerFetch& fetch_;
};

}  // namespace certwright::lifecycle
