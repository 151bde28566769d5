#include "lifecycle/deployment/step_rules.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {

bool is_nearly_used(const QuotaUse& quota) {
    return quota.used * 10 >= quota.limit * 9;
}

void judge_quota(const std::optional<QuotaUse>& quota, const std::string& rule, std::string_view what,
                 Step& step) {
    if (!quota) return;
    const std::string use = fmt::format("{} of {}{} {}", quota->used, quota->limit,
                                        quota->is_default ? " (AWS's default)" : "", what);
    if (quota->used >= quota->limit && !quota->is_default)
        step.refusals.push_back({rule + "_full", use, "ask AWS to raise the quota, or use another region"});
    else if (is_nearly_used(*quota))
        step.warnings.push_back({rule + "_nearly_full", use});
}

void refuse_missing_permissions(const std::vector<std::string>& missing,
                                const std::vector<std::string>& needed, Step& step) {
    for (const std::string& permission : needed) {
        if (std::ranges::find(missing, permission) == missing.end()) continue;
        step.refusals.push_back({"permission_missing",
                                 fmt::format("the account does not allow {}", permission),
                                 "allow it in the policy of the user or role that Certwright acts as"});
    }
}

}  // namespace certwright::lifecycle
