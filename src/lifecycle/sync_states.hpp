#pragma once

#include "audit/log.hpp"
#include "inventory/accounts.hpp"
#include "inventory/aws_certificate.hpp"
#include "inventory/certificate_sync.hpp"
#include "inventory/discovery_run.hpp"
#include "lifecycle/certificate.hpp"
#include "store/database.hpp"

#include <string>
#include <vector>

namespace certwright::lifecycle {

/// How each ARN that deployments keep, or that a certificate was taken from, stands beside the repository
/// (deployment/sync_state.hpp says how that is told). Brought up to date in the transaction that changes what
/// it is told from, so that what lists show is never older than what they show it of.
class SyncStates {
  public:
    SyncStates(audit::Log& log, Clock& clock) : log_(log), clock_(clock) {}

    /// A version of the certificate came or was restored, one of its deployments moved, or its name changed.
    void refresh(store::Transaction& transaction, const CertificateId& certificate);
    /// Discovery has just looked at one region of one account.
    void refresh(store::Transaction& transaction, const inventory::RunScope& scope);
    /// From now on the ARN is compared with the certificate, whether or not a deployment keeps it.
    void compare(store::Transaction& transaction, const CertificateId& certificate,
                 const inventory::AccountId& account, const std::string& arn);
    /// Ends that. Throws Fault::not_found where nothing is compared, and Fault::conflict while a deployment
    /// keeps the ARN.
    void stop_comparing(store::Transaction& transaction, const inventory::AccountId& account,
                        const std::string& arn, const inventory::Actor& actor);

    /// What AWS serves under the ARN is well, though it is not what the repository holds: it is not red any
    /// more until AWS serves something else. `served` is what whoever accepts it was shown; empty for
    /// whatever it is. Throws Fault::not_found where nothing is compared, and Fault::conflict where nothing
    /// is out of sync, or AWS serves something else than `served`.
    void accept(store::Transaction& transaction, const inventory::AccountId& account, const std::string& arn,
                const std::string& served, const inventory::Actor& actor);
    void withdraw_acceptance(store::Transaction& transaction, const inventory::AccountId& account,
                             const std::string& arn, const inventory::Actor& actor);

    /// Drops what AWS no longer lists, with its history and what it is compared with. Throws Fault::conflict
    /// while AWS lists it, or a deployment keeps its ARN.
    void forget(store::Transaction& transaction, const inventory::AwsCertificate& certificate,
                const inventory::Actor& actor);

  private:
    void keep(store::Transaction& transaction, const inventory::SyncedArn& before, inventory::SyncedArn now);

    audit::Log& log_;
    Clock& clock_;
};

}  // namespace certwright::lifecycle
