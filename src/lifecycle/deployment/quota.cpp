#include "lifecycle/deployment/quota.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace certwright::lifecycle {
namespace {

// "Quotas" of the ACM user guide, "IAM and STS quotas": what an account has that asked for nothing else.
constexpr std::int64_t default_imported = 2500;
constexpr std::int64_t default_imported_in_year = 5000;
constexpr std::int64_t default_server_certificates = 20;

// Service Quotas' codes of "Imported certificates" and "Imported certificates in last 365 days".
constexpr std::string_view imported_code = "L-D2CB7DE9";
constexpr std::string_view imported_in_year_code = "L-3808DC70";

std::string reason_of(const aws::Failure& failure, std::string_view permission) {
    if (failure.kind == aws::FailureKind::access_denied)
        return fmt::format("the account does not allow {}", permission);
    return failure.text();
}

Limit limit_in(const std::vector<aws::service_quotas::Quota>& told, std::string_view code,
               std::int64_t by_default) {
    const auto quota = std::ranges::find(told, code, &aws::service_quotas::Quota::code);
    constexpr double most_believed = 1e12;
    if (quota == told.end() || !(quota->value >= 0 && quota->value <= most_believed))
        return {by_default, fmt::format("Service Quotas does not tell {}", code)};
    return {std::llround(quota->value), {}};
}

}  // namespace

ImportLimits import_limits(const aws::Outcome<std::vector<aws::service_quotas::Quota>>& told) {
    if (told)
        return {limit_in(*told, imported_code, default_imported),
                limit_in(*told, imported_in_year_code, default_imported_in_year)};
    const std::string reason = reason_of(told.failure(), "servicequotas:ListServiceQuotas");
    return {{default_imported, reason}, {default_imported_in_year, reason}};
}

Limit server_certificate_limit(const aws::Outcome<aws::iam::AccountSummary>& told) {
    if (told) return {told->server_certificates_quota, {}};
    return {default_server_certificates, reason_of(told.failure(), "iam:GetAccountSummary")};
}

}  // namespace certwright::lifecycle
