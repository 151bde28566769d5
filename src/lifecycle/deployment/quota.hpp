#pragma once

#include "aws/iam.hpp"
#include "aws/service_quotas.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// How many of something AWS lets an account have.
struct Limit {
    std::int64_t most = 0;
    /// Why this is AWS's default and not the account's own, which may be another; empty when it is its own.
    std::string default_because{};

    bool is_default() const noexcept { return !default_because.empty(); }
    bool operator==(const Limit&) const = default;
};

/// How much of a limit is used up before something is done.
struct QuotaUse {
    std::int64_t used = 0;
    Limit limit;
    std::int64_t planned = 0;  ///< of `used`: what the same order does before it
    std::int64_t unsure = 0;   ///< of `used`: re-imports, of which AWS does not say whether they count
};

/// What ACM lets an account import in a region ("Quotas" of the ACM user guide).
struct ImportLimits {
    Limit held;     ///< imported certificates
    Limit in_year;  ///< imports of 365 days

    bool operator==(const ImportLimits&) const = default;
};

/// From what Service Quotas tells of "acm", or does not: then AWS's defaults, with the reason.
ImportLimits import_limits(const aws::Outcome<std::vector<aws::service_quotas::Quota>>& told);
/// Of server certificates, from what IAM tells, or does not.
Limit server_certificate_limit(const aws::Outcome<aws::iam::AccountSummary>& told);

}  // namespace certwright::lifecycle
