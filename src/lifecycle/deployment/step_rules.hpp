#pragma once

#include "lifecycle/deployment/preflight.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What pre-flights of every service judge alike.
namespace certwright::lifecycle {

template <typename Remark>
void add(std::vector<Remark>& to, std::vector<Remark> more) {
    std::ranges::move(more, std::back_inserter(to));
}

/// What a quota is of, in the words of remarks.
struct QuotaRule {
    std::string_view rule;  ///< "imported_quota", for "imported_quota_full" and "imported_quota_nearly_full"
    std::string_view what;  ///< "imported certificates are held", after "12 of 20"
    std::string_view hint;  ///< where it is full
};
/// Refuses one more where AWS's own limit for the account is reached for certain, and else warns.
void judge_quota(const std::optional<QuotaUse>& quota, const QuotaRule& rule, Step& step);
/// Warns from nine tenths on: early enough to have it raised, which takes AWS some days.
void warn_of_quota(const std::optional<QuotaUse>& quota, const QuotaRule& rule, Step& step);
void refuse_missing_permissions(const std::vector<std::string>& missing,
                                const std::vector<std::string>& needed, Step& step);

}  // namespace certwright::lifecycle
