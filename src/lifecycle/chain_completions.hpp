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
#include <vector>

namespace certwright::lifecycle {

inline constexpr std::string_view chain_job_kind = "certificate.complete_chain";
inline constexpr std::string_view issued_chains_job_kind = "certificate.complete_issued";

/// The version whose chain a job completes. Once the certificate has another current one, there is nothing to
/// do.
struct ChainOrder {
    CertificateId certificate;
    VersionId version;
};
ChainOrder chain_order_of(const jobs::Job& job);
/// SHA-256 of the authority whose certificate has come.
std::string arrived_authority_of(const jobs::Job& job);

/// Completing the chains of certificates: the jobs, and what became of the last one.
class ChainCompletions {
  public:
    ChainCompletions(jobs::Queue& queue, audit::Log& log, Clock& clock)
        : queue_(queue), log_(log), clock_(clock) {}

    /// Enqueues the job for the current version, never twice at the same time for one certificate.
    jobs::JobId begin(store::Transaction& transaction, const Certificate& certificate,
                      const inventory::Actor& actor);
    /// Enqueues the job that completes the chains of what that authority signed, when there are any: the
    /// certificate of the authority, or a longer chain of it, has come.
    void begin_issued(store::Transaction& transaction, const x509::Certificate& authority,
                      const inventory::Actor& actor);
    /// Nothing is wrong with the chain any more; remembers what was fetched for it, and returns what of that
    /// was not known.
    std::vector<x509::Certificate> succeeded(store::Transaction& transaction, const ChainOrder& order,
                                             const WalkedChain& chain, const inventory::Actor& actor);
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
