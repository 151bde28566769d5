#include "lifecycle/deployment_run.hpp"

#include <tuple>
#include <utility>

namespace certwright::lifecycle {

void DeploymentRun::run(jobs::Run& job) {
    const DeploymentId id = deployment_of(job.job());
    auto [deployment, account, client] = means_.database.read([&](store::Connection& connection) {
        auto found = means_.deployments.get(connection, id);
        auto its_account = accounts_.get(connection, found.account.text());
        auto its_client = access_.client(connection, its_account);
        return std::tuple{std::move(found), std::move(its_account), std::move(its_client)};
    });
    DeploymentDrive{means_, *client, account, job, std::move(deployment)}.run();
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
