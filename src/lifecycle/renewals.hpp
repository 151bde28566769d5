#pragma once

#include "audit/log.hpp"
#include "base/clock.hpp"
#include "jobs/job.hpp"
#include "jobs/queue.hpp"
#include "lifecycle/repository.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::lifecycle {

inline constexpr std::string_view renewal_job_kind = "certificate.renew";

/// What a renewal's job is to follow. Once the certificate has another current version, there is nothing to
/// do.
struct RenewalOrder {
    CertificateId certificate;
    VersionId version;
};
RenewalOrder renewal_order_of(const jobs::Job& job);

/// Automatic renewals: when they are due, and what became of the last one.
class Renewals {
  public:
    Renewals(jobs::Queue& queue, audit::Log& log, Clock& clock) : queue_(queue), log_(log), clock_(clock) {}

    /// Enqueues a job for every certificate that is due, never twice at the same time for one; one that
    /// failed is tried again after a rest (retry_rest() in making/validity.hpp). Returns how many.
    std::size_t begin_due(store::Transaction& transaction);
    /// Until the certificate gets another version or other settings.
    void failed(store::Transaction& transaction, const CertificateId& id, const std::string& problem);

  private:
    jobs::Queue& queue_;
    audit::Log& log_;
    Clock& clock_;
};

/// When it is due; nothing for a certificate that is not renewed by itself, as none is that was revoked.
std::optional<Time> due_for_renewal(const Certificate& certificate);

}  // namespace certwright::lifecycle
