#pragma once

#include "inventory/discovery_run.hpp"
#include "jobs/job.hpp"

#include <string>
#include <string_view>

namespace certwright::inventory {

inline constexpr std::string_view account_job = "discovery.account";
inline constexpr std::string_view region_job = "discovery.region";
inline constexpr std::string_view iam_job = "discovery.iam";
/// The lane of jobs that mostly wait for AWS and its quotas.
inline constexpr std::string_view discovery_lane = "discovery";
/// What IAM is listed under: it has no regions.
inline constexpr const char* global_region = "aws-global";

/// Which part of which run a discovery job does.
struct DiscoveryArguments {
    RunId run;
    AccountId account;
    std::string region;  ///< empty for the account's preparation
};

/// Grouped by its run, and never twice at the same time for one part of it.
jobs::NewJob discovery_job(std::string_view kind, const DiscoveryArguments& arguments,
                           const std::string& requested_by);
DiscoveryArguments parse_discovery_arguments(const jobs::Job& job);

}  // namespace certwright::inventory
