#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>

namespace certwright::aws {

/// What AWS told of a certificate, as far as renewal goes. Empty texts are unknown.
struct RenewalFacts {
    std::string service = "acm";  ///< "acm" or "iam"
    std::string type, status;     ///< "AMAZON_ISSUED", "ISSUED"
    bool in_use = false;
    bool exported = false;       ///< since it was issued or last renewed
    std::string eligibility;     ///< "ELIGIBLE" or "INELIGIBLE"
    std::string renewal_status;  ///< RenewalSummary's; empty before AWS started
    std::string validation_method, key_pair_origin, managed_by, export_option;
    std::optional<Time> not_before, not_after;
};

/// When ACM starts to renew: 45 days before a certificate of 198 days ends, 60 days before one of 395
/// (https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html). Absent without both dates.
std::optional<Time> renewal_starts_at(const RenewalFacts& facts);

/// One to three sentences on why AWS will or will not renew the certificate by itself, and what to do
/// about it. Where AWS's own eligibility contradicts the published rules, AWS's word is told.
std::string explain_renewal(const RenewalFacts& facts, Time now);

}  // namespace certwright::aws
