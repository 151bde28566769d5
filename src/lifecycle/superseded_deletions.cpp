#include "lifecycle/superseded_deletions.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "lifecycle/deployment_job.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

jobs::NewJob deletion_job(const SupersededDeletion& deletion, const std::string& requested_by) {
    jobs::NewJob job;
    job.kind = deletion_job_kind;
    job.lane = deployment_lane;
    job.group = deletion.account.text();
    job.unique_key = fmt::format("{}/{}/{}", deletion_job_kind, deletion.account.text(), deletion.arn);
    job.arguments = boost::json::serialize(json::object{{"deployment", deletion.deployment.text()},
                                                        {"account", deletion.account.text()},
                                                        {"arn", deletion.arn}});
    job.max_attempts = 4;  // within a minute; whoever waits for it is told then
    job.requested_by = requested_by;
    return job;
}

json::object deletion_details(const SupersededDeletion& deletion) {
    return {{"account", deletion.account.text()}, {"arn", deletion.arn}};
}

}  // namespace

void check_may_delete(const Deployment& deployment) {
    const Course& course = deployment.course;
    const std::string& id = deployment.id.text();
    if (deployment.service != "iam")
        throw Error{Fault::conflict, fmt::format("deployment {} is none to IAM", id),
                    "in ACM each version replaces the one before"};
    if (course.state == DeploymentState::removed)
        throw Error{Fault::conflict, fmt::format("deployment {} is not managed any more", id),
                    "delete what it uploaded in AWS, if nothing uses it"};
    if (!rests(course.state) || !course.intended.empty())
        throw Error{Fault::conflict, fmt::format("deployment {} is under way", id),
                    "try again when it has come to rest"};
    if (course.arn.empty())
        throw Error{Fault::conflict, fmt::format("deployment {} has nothing in IAM that superseded it", id),
                    "deploy the certificate first"};
}

SupersededDeletion deletion_of(const jobs::Job& job) {
    const json::value arguments = json::parse(job.arguments, "job arguments");
    const auto deployment = json::text(arguments.as_object(), "deployment");
    const auto account = json::text(arguments.as_object(), "account");
    const auto arn = json::text(arguments.as_object(), "arn");
    ensure(deployment && account && arn, "a deletion's job names its deployment, account and ARN");
    return {DeploymentId{*deployment}, inventory::AccountId{*account}, *arn};
}

std::vector<jobs::JobId> SupersededDeletions::begin(store::Transaction& transaction, const DeploymentId& id,
                                                    const std::vector<std::string>& arns,
                                                    const inventory::Actor& actor) {
    const Deployment deployment = deployments_.get(transaction, id);
    check_may_delete(deployment);
    std::vector<jobs::JobId> begun;
    for (const std::string& arn : arns) {
        const SupersededDeletion deletion{id, deployment.account, arn};
        begun.push_back(queue_.enqueue(transaction, deletion_job(deletion, actor.name)));
        log_.append(transaction, {actor.name, "deployment.deletion_wanted", id.text(),
                                  boost::json::serialize(deletion_details(deletion)), actor.request_id});
    }
    return begun;
}

bool SupersededDeletions::any_under_way(store::Connection& connection,
                                        const inventory::AccountId& account) const {
    for (const jobs::JobState state : {jobs::JobState::available, jobs::JobState::running}) {
        const jobs::JobFilter filter{
            .kind = std::string{deletion_job_kind}, .group = account.text(), .state = state, .limit = 1};
        if (!queue_.list(connection, filter).empty()) return true;
    }
    return false;
}

void SupersededDeletions::succeeded(store::Transaction& transaction, const SupersededDeletion& deletion,
                                    const inventory::Actor& actor) {
    log_.append(transaction, {actor.name, "deployment.superseded_deleted", deletion.deployment.text(),
                              boost::json::serialize(deletion_details(deletion)), actor.request_id});
}

void SupersededDeletions::failed(store::Transaction& transaction, const SupersededDeletion& deletion,
                                 const std::string& why, const inventory::Actor& actor) {
    json::object details = deletion_details(deletion);
    details["problem"] = why;
    log_.append(transaction, {actor.name, "deployment.superseded_not_deleted", deletion.deployment.text(),
                              boost::json::serialize(details), actor.request_id});
}

}  // namespace certwright::lifecycle
