#pragma once

#include "aws/acm.hpp"
#include "aws/iam.hpp"
#include "base/time.hpp"
#include "inventory/change.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::inventory {

/// What a listing tells of one certificate: the same for both services, empty where one has nothing.
struct ListRow {
    std::string arn, type, status, domain_name, key_algorithm;
    std::vector<std::string> names;  ///< sorted, so that AWS's changing order is no difference
    bool names_complete = false;     ///< false when the listing truncates or does not tell them
    std::optional<bool> in_use, exported;
    std::string export_option, renewal_eligibility, managed_by, key_pair_origin;
    std::optional<Time> not_before, not_after, created_at, issued_at, imported_at, revoked_at;
};

ListRow to_list_row(const aws::acm::CertificateSummary& summary);
/// As a listing would tell what was described.
ListRow to_list_row(const aws::acm::CertificateDetail& described);
/// IAM lists neither names nor algorithms; those come with the certificate itself. Its status is told
/// by the date, in ACM's words.
ListRow to_list_row(const aws::iam::ServerCertificate& certificate, Time now);

/// The row as comparable fields. `with_names` leaves the names out where a side does not know all.
Fields to_fields(const ListRow& row, bool with_names = true);
std::string hash_of(const ListRow& row);

}  // namespace certwright::inventory
