#include "sandbox/sts/assume_role.hpp"

#include "base/json.hpp"
#include "sandbox/sts/role_session.hpp"
#include "sandbox/sts/session.hpp"
#include "sandbox/sts/session_policy.hpp"
#include "sandbox/sts/trust_decision.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace certwright::sandbox::sts {
namespace {

constexpr auto action = "sts:AssumeRole";

[[noreturn]] void deny(const Call& call, const json::object& input, std::string_view why = "") {
    throw ServiceError{
        "AccessDenied",
        fmt::format("User: {} is not authorized to perform: {} on resource: {}{}", call.principal.arn, action,
                    std::string_view{input.at("RoleArn").as_string()}, why),
        403};
}

Verdict verdict_of(const Call& call, const json::object& input) {
    if (!call.principal.policy) return Verdict::allowed;
    AccessRequest request{
        .action = action, .resource = std::string{input.at("RoleArn").as_string()}, .context = {}};
    request.context.emplace("aws:RequestedRegion", call.region);
    request.context.emplace("sts:RoleSessionName", input.at("RoleSessionName").as_string());
    if (auto id = json::text(input, "ExternalId")) request.context.emplace("sts:ExternalId", *std::move(id));
    return call.principal.policy->decide(request);
}

/// "Cross-account policy evaluation logic" in the IAM user guide: across accounts both sides must agree,
/// within one account a trust that names the caller is enough; an explicit deny always wins.
void check_access(const Call& call, const json::object& input, const Arn& arn, const Role* role) {
    if (call.principal.is_root()) {
        throw ServiceError{"AccessDenied", "Roles may not be assumed by root accounts.", 403};
    }
    const Verdict own = verdict_of(call, input);
    if (own == Verdict::denied_explicitly)
        deny(call, input, " with an explicit deny in an identity-based policy");
    if (role == nullptr) deny(call, input);
    const TrustDecision trust = decide(role->trust, call.principal, json::text(input, "ExternalId"));
    const bool enough = trust == TrustDecision::granted && arn.account_id == call.principal.account_id;
    if (trust == TrustDecision::refused || (own != Verdict::allowed && !enough)) deny(call, input);
}

std::string source_identity_of(const Call& call, const json::object& input) {
    const std::string& inherited = call.principal.source_identity;
    const auto asked = json::text(input, "SourceIdentity");
    if (!inherited.empty() && asked && *asked != inherited) {
        throw ServiceError{"ValidationError",
                           "The source identity is already set for this assume role session", 400};
    }
    return inherited.empty() ? asked.value_or("") : inherited;
}

}  // namespace

json::object assume_role(const Call& call, const json::object& input) {
    const Arn arn = require_role_arn(input);
    const Role* role = find_role(call.world, arn);
    check_access(call, input, arn, role);
    refuse_mfa(input);
    const Duration lifetime = lifetime_of(input, *role, call.principal.by_role());
    auto principal = principal_of(arn, *role, std::string{input.at("RoleSessionName").as_string()});
    principal.source_identity = source_identity_of(call, input);
    check_session_tags(input);
    apply_session_policy(principal, input);
    json::object answer{{"AssumedRoleUser", assumed_role_user(principal)}};
    if (!principal.source_identity.empty()) answer["SourceIdentity"] = principal.source_identity;
    put_packed_size(answer, input);
    for (auto& [name, value] :
         begin_session(call.world, std::move(principal), lifetime, token_size_of(input))) {
        answer[name] = value;
    }
    return answer;
}

}  // namespace certwright::sandbox::sts
