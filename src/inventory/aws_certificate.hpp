#pragma once

#include "base/time.hpp"
#include "inventory/account.hpp"
#include "inventory/certificate_sync.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certwright::inventory {

/// One ARN as AWS reported it last: a row of the list.
struct AwsCertificate {
    std::string id, arn;
    AccountId account;
    std::string account_name, aws_account_id;
    std::string region, service, type, status, domain_name, key_algorithm;
    std::vector<std::string> names;
    std::string signature_algorithm, export_option, renewal_eligibility, renewal_status, validation_method;
    std::string managed_by, key_pair_origin, serial, issuer, subject, fingerprint_sha256;
    std::optional<bool> in_use, exported;
    std::optional<Time> not_before, not_after, created_at, issued_at, imported_at, revoked_at;
    std::optional<Time> described_at, missing_since;
    std::string details_state;
    Time first_seen_at, last_seen_at, last_changed_at;
    std::int64_t same_certificate_count = 0;  ///< other ARNs that hold the same certificate
    std::map<std::string, std::string> tags;
    std::vector<std::string> in_use_by;
    std::optional<CertificateSync> sync;  ///< absent where nothing is compared with it
};

/// Whole days until it expires, negative once it has.
std::optional<std::int64_t> days_left(const AwsCertificate& certificate, Time now);
/// "Amazon Issued", "Private", "Imported": ACM's own three words.
std::string type_label(const std::string& type);

}  // namespace certwright::inventory
