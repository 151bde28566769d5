#include "sandbox/sts/trust_decision.hpp"

#include "sandbox/world/arn.hpp"

#include <algorithm>

namespace certwright::sandbox::sts {
namespace {

bool names_account(const std::string& trusted, const std::string& account_id) {
    if (trusted == account_id) return true;
    const auto arn = Arn::parse(trusted);
    return arn && arn->service == "iam" && arn->resource == "root" && arn->account_id == account_id;
}

bool names_principal(const std::string& trusted, const Principal& caller) {
    return trusted == "*" || trusted == caller.arn || (caller.by_role() && trusted == caller.role_arn);
}

}  // namespace

TrustDecision decide(const Trust& trust, const Principal& caller,
                     const std::optional<std::string>& external_id) {
    if (!trust.external_id.empty() && external_id != trust.external_id) return TrustDecision::refused;
    const auto& trusted = trust.principals;
    if (std::any_of(trusted.begin(), trusted.end(),
                    [&](const auto& each) { return names_principal(each, caller); })) {
        return TrustDecision::granted;
    }
    const bool account = std::any_of(trusted.begin(), trusted.end(), [&](const auto& each) {
        return names_account(each, caller.account_id);
    });
    return account ? TrustDecision::left_to_account : TrustDecision::refused;
}

}  // namespace certwright::sandbox::sts
