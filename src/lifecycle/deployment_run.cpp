#include "lifecycle/deployment_run.hpp"

#include "base/utf8.hpp"
#include "lifecycle/server_certificate_drive.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::lifecycle {

/// The deployment, tried again when it has failed and somebody asks for its job once more. A later attempt of
/// the same job only ends it: the process before was killed when the failure was stored already.
Deployment DeploymentRun::taken_up(const jobs::Run& job) {
    const DeploymentId id = deployment_of(job.job());
    auto deployment = means_.database.read(
        [&](store::Connection& connection) { return means_.deployments.get(connection, id); });
    if (deployment.course.state != DeploymentState::failed || job.job().attempt > 1) return deployment;
    return means_.database.write([&](store::Transaction& transaction) {
        return means_.deployments.retry(transaction, id, {job.job().requested_by, {}});
    });
}

void DeploymentRun::run(jobs::Run& job) {
    Deployment deployment = taken_up(job);
    const auto account = means_.database.read(
        [&](store::Connection& connection) { return accounts_.get(connection, deployment.account.text()); });
    if (!account.settings.enabled)
        return means_.database.write([&](store::Transaction& transaction) {
            const Refusal problem{"account_disabled",
                                  fmt::format("account {} is disabled", in_quotes(account.settings.name)),
                                  "enable it, then retry"};
            means_.deployments.give_up(transaction, deployment.id, problem);
            job.complete(transaction, "failed: " + problem.message);
        });
    const auto client = means_.database.read(
        [&](store::Connection& connection) { return access_.client(connection, account); });
    const bool is_iam = deployment.service == "iam";
    DrivenDeployment driven{means_, *client, account, job, std::move(deployment)};
    is_iam ? ServerCertificateDrive{std::move(driven)}.run() : DeploymentDrive{std::move(driven)}.run();
}

void DeploymentRun::on_abandoned(store::Transaction& transaction, const jobs::Job& job,
                                 std::string_view why) {
    const bool cancelled = job.cancel_requested || job.state == jobs::JobState::cancelled;
    means_.deployments.give_up(
        transaction, deployment_of(job),
        {cancelled ? "job_cancelled" : "job_failed", cancelled ? "its job was cancelled" : std::string{why},
         "retry the deployment"});
}

}  // namespace certwright::lifecycle
