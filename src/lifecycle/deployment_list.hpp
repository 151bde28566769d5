#pragma once

#include "lifecycle/deployment.hpp"
#include "lifecycle/deployment/sync_state.hpp"
#include "store/connection.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// Which deployments a list shows; what is empty does not matter. Removed ones only when asked for.
struct DeploymentFilter {
    std::string certificate, account;  ///< ids
    std::string region;
    std::string service;
    std::optional<DeploymentState> state;
    std::optional<SyncState> sync_state;
    bool is_mismatch = false;  ///< only what is out of sync, and not accepted
};

struct ListedDeployment {
    Deployment deployment;
    SyncState sync_state = SyncState::unknown;  ///< of its ARN (sync_states.hpp); unknown while it has none
    bool is_accepted = false;                   ///< somebody has accepted that, and it is not red
};

ListedDeployment as_listed(store::Connection& connection, Deployment deployment);

/// Newest first, those with ids before `before`, at most `limit`.
std::vector<ListedDeployment> list_deployments(store::Connection& connection, const DeploymentFilter& filter,
                                               const std::string& before, std::size_t limit);
std::int64_t count_deployments(store::Connection& connection, const DeploymentFilter& filter);

}  // namespace certwright::lifecycle
