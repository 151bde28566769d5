#pragma once

#include "jobs/job.hpp"
#include "lifecycle/deployment.hpp"

#include <string_view>

namespace certwright::lifecycle {

inline constexpr std::string_view deployment_job_kind = "deployment.run";
/// The lane of jobs that mostly wait for AWS and for one import a second.
inline constexpr std::string_view deployment_lane = "deployment";

/// Never twice at the same time for one deployment.
jobs::NewJob deployment_job(const DeploymentId& id, const std::string& requested_by);
DeploymentId deployment_of(const jobs::Job& job);

}  // namespace certwright::lifecycle
