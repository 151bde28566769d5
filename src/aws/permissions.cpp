#include "aws/permissions.hpp"

#include "aws/permission_probe.hpp"
#include "aws/policies.hpp"
#include "aws/policy_simulation.hpp"

namespace certwright::aws {

std::string_view to_string(PermissionCheck::State state) {
    switch (state) {
        case PermissionCheck::State::allowed:
            return "allowed";
        case PermissionCheck::State::denied:
            return "denied";
        case PermissionCheck::State::unknown:
            return "unknown";
    }
    return "unknown";
}

std::vector<PermissionCheck> check_permissions(Client& client, const CallerIdentity& identity,
                                               const std::string& region, const CallContext& context) {
    const PermissionScope scope{identity.partition, identity.account_id, region};
    std::vector<std::string> actions;
    for (const Feature& feature : features())
        actions.insert(actions.end(), feature.actions.begin(), feature.actions.end());
    const auto verdicts = simulate_policies(client, identity, scope, actions, context);

    std::vector<PermissionCheck> checks;
    PermissionProbes probes{client, scope, context};
    for (const Feature& feature : features())
        for (const auto action : feature.actions) {
            const auto known = verdicts.find(action);
            const auto verdict = known != verdicts.end() ? known->second : probes.ask(action);
            checks.push_back({std::string{action}, std::string{feature.name}, verdict.state, verdict.detail});
        }
    return checks;
}

std::vector<std::string> denied_actions(Client& client, const CallerIdentity& identity,
                                        const std::string& region, const std::vector<std::string>& actions,
                                        const CallContext& context) {
    const PermissionScope scope{identity.partition, identity.account_id, region};
    std::vector<std::string> denied;
    for (const auto& [action, verdict] : simulate_policies(client, identity, scope, actions, context))
        if (verdict.state == PermissionCheck::State::denied) denied.push_back(action);
    return denied;
}

}  // namespace certwright::aws
