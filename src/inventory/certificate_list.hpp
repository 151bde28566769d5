#pragma once

#include "inventory/aws_certificate.hpp"
#include "inventory/certificate_selection.hpp"
#include "inventory/certificate_sort.hpp"
#include "store/database.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certwright::inventory {

/// Where a page ended: the sort value and id of its last row.
struct CertificateCursor {
    std::string value;  ///< as text, numbers too
    std::string id;
};

struct CertificatePage {
    std::vector<AwsCertificate> rows;
    std::optional<CertificateCursor> next;
};

/// One page after `after`, at most `limit` rows.
CertificatePage list_certificates(store::Connection& connection, const CertificateSelection& selection,
                                  const CertificateSort& sort, const std::optional<CertificateCursor>& after,
                                  std::size_t limit);
std::int64_t count_certificates(store::Connection& connection, const CertificateSelection& selection);

/// What stands above the table. The expiry buckets are disjoint.
struct CertificateTotals {
    std::int64_t total = 0, in_use = 0, not_in_use = 0, missing = 0, not_renewing = 0;
    std::int64_t mismatched = 0;  ///< out of sync with the repository
    std::map<std::string, std::int64_t> by_status, by_type;
    std::int64_t expired = 0, within_7_days = 0, within_30_days = 0, within_60_days = 0, within_90_days = 0;
    std::int64_t later = 0, no_expiry = 0;
};
CertificateTotals total_certificates(store::Connection& connection, const CertificateSelection& selection,
                                     Time now);

struct PropertyValue {
    std::string value, label;
    std::int64_t count = 0;
};
/// The values a property has, most frequent first, at most 200. Throws Fault::invalid for a property
/// whose values are not listed.
std::vector<PropertyValue> list_values(store::Connection& connection, const std::string& property);

/// By row id or ARN. Of several accounts that hold the ARN (one AWS account added twice), a present one.
std::optional<AwsCertificate> find_certificate(store::Connection& connection, const std::string& id_or_arn);

}  // namespace certwright::inventory
