#pragma once

#include "aws/acm.hpp"
#include "aws/iam.hpp"
#include "inventory/rotation.hpp"
#include "inventory/sweep.hpp"
#include "store/database.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certwright::inventory {

/// A certificate whose details are to be asked for.
struct DetailTask {
    std::string id, arn, status;
    std::string name;        ///< domain name; for IAM the server certificate's name
    bool pem_stale = false;  ///< the certificate itself too
};

/// What AWS told about one certificate; absent parts were not asked for and stay as they are.
struct Details {
    std::optional<aws::acm::CertificateDetail> described;
    std::optional<aws::iam::ServerCertificate> server_certificate;
    std::optional<aws::acm::Pem> pem;
    std::optional<aws::acm::Tags> tags;
    std::optional<Time> asked_at{};  ///< when AWS was asked for the first of it; absent for just now
    bool lacks_pem = false;          ///< it was asked for, and may be told the next time
};

/// Pending certificates of the scope in order of id, after `after_id`.
std::vector<DetailTask> pending_details(store::Connection& connection, const Scope& scope,
                                        const std::string& after_id, std::size_t limit);
std::int64_t count_pending_details(store::Connection& connection, const Scope& scope);
/// Complete certificates whose turn it is in the rotation: those still in validation first, then those
/// described the longest ago. `spent` calls of the rotation's share are gone already.
std::vector<DetailTask> details_due(store::Connection& connection, const Scope& scope, Time now,
                                    const Rotation& rotation, std::int64_t certificates, std::int64_t spent);
/// Every certificate of the scope is pending again: what a full scan asks for.
void renew_all_details(store::Transaction& transaction, const Scope& scope);

/// Stores details, writes history for what they changed, and marks the certificate complete. What was asked
/// for before somebody else saw the certificate (seen_certificate.hpp) is older than what is stored, and
/// dropped.
void keep_details(store::Transaction& transaction, const std::string& id, const Details& details,
                  const std::string& run, Time now);
/// Keeps why a certificate's details could not be had; they are tried again by the next run.
void keep_detail_failure(store::Transaction& transaction, const std::string& id, const std::string& error);
/// The certificate vanished between the listing and the question about it.
void keep_vanished(store::Transaction& transaction, const std::string& id, const std::string& run, Time now);
/// What a search row tells more than a listing; certificates that differ become pending.
void keep_search_rows(store::Transaction& transaction, const Scope& scope,
                      const std::vector<aws::acm::SearchRow>& rows);
void keep_tags(store::Transaction& transaction, const std::string& id, const aws::acm::Tags& tags);

}  // namespace certwright::inventory
