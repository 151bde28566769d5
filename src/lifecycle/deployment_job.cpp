#include "lifecycle/deployment_job.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

namespace certwright::lifecycle {

jobs::NewJob deployment_job(const DeploymentId& id, const std::string& requested_by) {
    jobs::NewJob job;
    job.kind = deployment_job_kind;
    job.lane = deployment_lane;
    job.group = id.text();
    job.unique_key = std::string{deployment_job_kind} + '/' + id.text();
    job.arguments = boost::json::serialize(json::object{{"deployment", id.text()}});
    job.max_attempts = 12;  // the waits between them add up to an hour
    job.requested_by = requested_by;
    return job;
}

DeploymentId deployment_of(const jobs::Job& job) {
    const json::value arguments = json::parse(job.arguments, "job arguments");
    const auto id = json::text(arguments.as_object(), "deployment");
    ensure(id.has_value(), "a deployment's job names it");
    return DeploymentId{*id};
}

}  // namespace certwright::lifecycle
