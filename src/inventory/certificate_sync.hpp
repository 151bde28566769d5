#pragma once

#include "inventory/account.hpp"
#include "store/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What is told of AWS certificates that something else is compared with: the repository, which works it out.
namespace certwright::inventory {

struct CertificateSync {
    std::string certificate, certificate_name;  ///< of the repository
    std::string deployment;                     ///< the one that keeps it; empty where it is only compared
    std::string state;                          ///< lifecycle::SyncState
    std::string served;                         ///< SHA-256, "missing", or empty while that is unknown
    std::string accepted;      ///< what was served when somebody accepted it; empty for nothing
    bool is_mismatch = false;  ///< shown in red: out of sync, and not accepted
    bool is_taken = false;     ///< its certificate was taken from there: compared also without a deployment
    Time since;                ///< when the state began

    bool operator==(const CertificateSync&) const = default;
    bool is_accepted() const { return !accepted.empty() && accepted == served; }
};

/// One ARN of one account, and how it stands.
struct SyncedArn {
    AccountId account;
    std::string arn;
    CertificateSync sync;
};

/// The columns of a sync state `s`, and how they are read when the first is number `first`.
inline constexpr std::string_view sync_columns =
    "s.certificate, s.certificate_name, s.deployment, s.state, s.served, s.accepted, s.is_mismatch, s.since, "
    "s.is_taken";
CertificateSync read_sync(const store::Row& row, std::size_t first);

void keep_sync(store::Transaction& transaction, const SyncedArn& synced);
void forget_sync(store::Transaction& transaction, const AccountId& account, const std::string& arn);

std::optional<CertificateSync> find_sync(store::Connection& connection, const AccountId& account,
                                         const std::string& arn);
/// All that one certificate of the repository is compared with.
std::vector<SyncedArn> synced_arns(store::Connection& connection, const std::string& certificate);

}  // namespace certwright::inventory
