#pragma once

#include "aws/account_services.hpp"
#include "aws/permission_scope.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// IAM's policy simulator: it evaluates the caller's policies and calls nothing
/// (https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html).
namespace certwright::aws {

using PermissionVerdicts = std::map<std::string, PermissionVerdict, std::less<>>;

/// The verdict on each of `actions` that the simulator answers for; none where the caller may not ask
/// it, is no user or role (root, federated users), or where there is none.
PermissionVerdicts simulate_policies(Client& client, const CallerIdentity& identity,
                                     const PermissionScope& scope, const std::vector<std::string>& actions,
                                     const CallContext& context);

/// Whose policies a caller's are: a user's own ARN, or the role of a session with the path left out,
/// since a session's ARN does not tell it. Absent for everybody else.
struct PolicySource {
    std::string arn;
    std::string role_name;  ///< empty for a user
};
std::optional<PolicySource> policy_source(const CallerIdentity& identity);

std::string simulation_request(const std::string& source_arn, const std::vector<std::string>& actions,
                               const std::string& resource);
/// Throws Fault::invalid for what is no answer of the simulator.
PermissionVerdicts parse_simulation(std::string_view xml);
std::string parse_role_arn(std::string_view xml);

}  // namespace certwright::aws
