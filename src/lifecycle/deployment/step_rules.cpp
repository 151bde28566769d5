#include "lifecycle/deployment/step_rules.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

/// "2250 of 2500 imported certificates are held, 4 of them by this order"
std::string use_text(const QuotaUse& quota, const QuotaRule& rule) {
    std::string text = fmt::format("{} of {} {}", quota.used, quota.limit.most, rule.what);
    if (quota.planned > 0) text += fmt::format(", {} of them by this order", quota.planned);
    if (quota.unsure > 0)
        text +=
            fmt::format("; {} are re-imports, of which AWS does not say whether they count", quota.unsure);
    if (quota.limit.is_default())
        text += fmt::format("; {} is AWS's default, because the account's own limit is not known: {}",
                            quota.limit.most, quota.limit.default_because);
    return text;
}

}  // namespace

void judge_quota(const std::optional<QuotaUse>& quota, const QuotaRule& rule, Step& step) {
    if (!quota) return;
    if (quota->limit.is_default() || quota->used - quota->unsure < quota->limit.most)
        return warn_of_quota(quota, rule, step);
    step.refusals.push_back(
        {fmt::format("{}_full", rule.rule), use_text(*quota, rule), std::string{rule.hint}});
}

void warn_of_quota(const std::optional<QuotaUse>& quota, const QuotaRule& rule, Step& step) {
    if (!quota || quota->used * 10 < quota->limit.most * 9) return;
    step.warnings.push_back({fmt::format("{}_nearly_full", rule.rule), use_text(*quota, rule)});
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
