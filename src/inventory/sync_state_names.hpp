#pragma once

#include <array>
#include <string_view>

namespace certwright::inventory {

/// The names of lifecycle::SyncState in its order: what is stored, and what lists are filtered by.
inline constexpr std::array<std::string_view, 7> sync_state_names{
    "unknown",        "in_sync",       "repository_newer",       "aws_newer",
    "missing_in_aws", "different_key", "differs_between_regions"};

}  // namespace certwright::inventory
