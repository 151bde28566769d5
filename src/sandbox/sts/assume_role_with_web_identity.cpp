#include "sandbox/sts/assume_role_with_web_identity.hpp"

#include "base/json.hpp"
#include "sandbox/sts/role_session.hpp"
#include "sandbox/sts/session.hpp"
#include "sandbox/sts/session_policy.hpp"
#include "sandbox/sts/web_identity_token.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace certwright::sandbox::sts {
namespace {

bool trusts(const Role& role, const std::string& provider) {
    const auto& issuers = role.trust.web_identity_issuers;
    return std::any_of(issuers.begin(), issuers.end(),
                       [&](const auto& issuer) { return provider_name(issuer) == provider; });
}

/// An account knows the providers that its roles trust; IAM has a list of them beside the roles.
bool knows(const World& world, const std::string& account_id, const std::string& provider) {
    const auto account = world.accounts.find(account_id);
    if (account == world.accounts.end()) return false;
    const auto& roles = account->second.roles;
    return std::any_of(roles.begin(), roles.end(),
                       [&](const auto& entry) { return trusts(entry.second, provider); });
}

void check_expiry(const WebIdentityToken& token, Time now) {
    if (token.expires > now) return;
    const auto seconds = [](Time time) { return to_micros(time) / 1'000'000; };
    throw ServiceError{
        "ExpiredTokenException",
        fmt::format("Token expired: current date/time {} must be before the expiration date/time {}",
                    seconds(now), seconds(token.expires))};
}

}  // namespace

json::object assume_role_with_web_identity(const Call& call, const json::object& input) {
    const Arn arn = require_role_arn(input);
    const auto token = WebIdentityToken::parse(input.at("WebIdentityToken").as_string());
    const std::string provider = provider_name(token.issuer);
    if (!knows(call.world, arn.account_id, provider)) {
        throw ServiceError{
            "InvalidIdentityToken",
            fmt::format("No OpenIDConnect provider found in your account for {}", token.issuer)};
    }
    // Whoever issued the token has the machine's clock too.
    check_expiry(token, call.world.machine.now());
    const Role* role = find_role(call.world, arn);
    if (role == nullptr || !trusts(*role, provider)) {
        throw ServiceError{"AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403};
    }
    const Duration lifetime = lifetime_of(input, *role, /*chained=*/false);
    auto principal = principal_of(arn, *role, std::string{input.at("RoleSessionName").as_string()});
    apply_session_policy(principal, input);
    json::object answer{
        {"SubjectFromWebIdentityToken", token.subject},
        {"AssumedRoleUser", assumed_role_user(principal)},
        {"Provider", fmt::format("arn:{}:iam::{}:oidc-provider/{}", arn.partition, arn.account_id, provider)},
        {"Audience", token.audience}};
    put_packed_size(answer, input);
    for (auto& [name, value] :
         begin_session(call.world, std::move(principal), lifetime, token_size_of(input))) {
        answer[name] = value;
    }
    return answer;
}

}  // namespace certwright::sandbox::sts
