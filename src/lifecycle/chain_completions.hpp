#pragma once

#include "audit/log.hpp"
#include "base/clock.hpp"
#include "jobs/job.hpp"
#include "jobs/queue.hpp"
#include "lifecycle/chain_walk.hpp"
#include "lifecycle/repository.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::lifecycle {

inline constexpr std::string_view chain_job_kind = "certificate.complete_chain";

/// The version whose chain a job completes. Once the certificate has another current one, there is nothing to
/// do.
struct ChainOrder {
    CertificateId certificate;
    VersionId version;
};
ChainOrder chain_order_of(const jobs::Job& job);

/// Completing the chains of certificates: the jobs, and what became of the last one.
class ChainCompletions {
  public:
    ChainCompletions(jobs::Queue& queue, audit::Log& log, Clock& clock)
        : queue_(queue), log_(log), clock_(clock) {}

    /// Enqueues the job for the current version, never twice at the same time for one certificate.
    jobs::JobId begin(store::Transaction& transaction, const Certificate& certificate,
                      const inventory::Actor& actor);
    /// Nothing is wrong with the chain any more; remembers what was fetched for it.
    void succeeded(store::Transaction& transaction, const ChainOrder& order, const WalkedChain& chain,
                   const inventory::Actor& actor);
    void failed(store::Transaction& transaction, const ChainOrder& order, const std::string& problem,
                const inventory::Actor& actor);
    /// Why the last one for that version came to nothing; nothing when it did not.
    std::optional<std::string> problem(store::Connection& connection, const VersionId& version) const;

  private:
    jobs::Queue& queue_;
    audit::Log& log_;
    Clock& clock_;
};

}  // namespace certwright::lifecycle
