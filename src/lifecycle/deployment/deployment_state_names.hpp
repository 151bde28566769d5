#pragma once

#include <array>
#include <string_view>

namespace certwright::lifecycle {

/// The names of DeploymentState in its order: what is stored, and what lists are filtered by.
inline constexpr std::array<std::string_view, 9> deployment_state_names{
    "waiting",  "looking", "importing", "verifying", "putting_back",
    "deployed", "failed",  "cancelled", "removed"};

}  // namespace certwright::lifecycle
