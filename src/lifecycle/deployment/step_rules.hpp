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

/// Nine tenths of a quota: early enough to have it raised, which takes AWS some days.
bool is_nearly_used(const QuotaUse& quota);
/// "12 of 20 (AWS's default) `what`"
void judge_quota(const std::optional<QuotaUse>& quota, const std::string& rule, std::string_view what,
                 Step& step);
void refuse_missing_permissions(const std::vector<std::string>& missing,
                                const std::vector<std::string>& needed, Step& step);

}  // namespace certwright::lifecycle
