#include "sandbox/sts/role_session.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::sts {
namespace {

constexpr std::string_view role_prefix = "role/";
constexpr Duration an_hour = std::chrono::hours{1};

}  // namespace

Arn require_role_arn(const json::object& input) {
    const auto text = json::text(input, "RoleArn").value_or("");
    auto arn = Arn::parse(text);
    if (!arn) throw ServiceError{"ValidationError", text + " is invalid", 400};
    if (arn->service != "iam" || !arn->resource.starts_with(role_prefix)) {
        throw ServiceError{"ValidationError", "Request ARN is invalid", 400};
    }
    return *std::move(arn);
}

const Role* find_role(const World& world, const Arn& arn) {
    const auto account = world.accounts.find(arn.account_id);
    if (account == world.accounts.end() || account->second.partition != arn.partition) return nullptr;
    const auto& roles = account->second.roles;
    const auto role = roles.find(arn.resource.substr(role_prefix.size()));
    return role == roles.end() ? nullptr : &role->second;
}

Duration lifetime_of(const json::object& input, const Role& role, bool chained) {
    const auto asked = json::integer(input, "DurationSeconds");
    if (!asked) return std::min(an_hour, role.longest_session);
    const Duration lifetime = std::chrono::seconds{*asked};
    if (lifetime > role.longest_session) {
        throw ServiceError{"ValidationError",
                           "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                           400};
    }
    if (chained && lifetime > an_hour) {
        throw ServiceError{
            "ValidationError",
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by "
            "role chaining.",
            400};
    }
    return lifetime;
}

Principal principal_of(const Arn& arn, const Role& role, const std::string& session_name) {
    // The path of a role is no part of its sessions' names.
    const auto name = arn.resource.substr(arn.resource.rfind('/') + 1);
    return {.account_id = arn.account_id,
            .arn = fmt::format("arn:{}:sts::{}:assumed-role/{}/{}", arn.partition, arn.account_id, name,
                               session_name),
            .user_id = fmt::format("{}:{}", role.id, session_name),
            .role_arn = role.arn,
            .policy = role.policy,
            .temporary = true,
            .source_identity = ""};
}

json::object assumed_role_user(const Principal& principal) {
    return {{"AssumedRoleId", principal.user_id}, {"Arn", principal.arn}};
}

}  // namespace certwright::sandbox::sts
