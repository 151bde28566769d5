#include "base/json.hpp"
#include "http/list.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/deployment_document.hpp"
#include "http/routes/deployments.hpp"

#include <utility>

namespace certwright::http {

namespace {

constexpr std::size_t most_deletions = 1'000;

lifecycle::DeploymentId superseded_of(const RequestContext& context) {
    return lifecycle::DeploymentId{context.path_value("id")};
}

json::object write_superseded(const lifecycle::SupersededCertificate& one) {
    return {{"arn", one.arn},
            {"name", one.name},
            {"fingerprint_sha256", one.fingerprint_sha256},
            {"serial", one.serial},
            {"uploaded_at", json::from_time(one.uploaded_at)},
            {"not_after", json::from_time(one.not_after)},
            {"obstacle", one.obstacle ? json::value(write_refusal(*one.obstacle)) : json::value(nullptr)}};
}

Route plan_superseded_deletion(const DeploymentPorts& ports) {
    return {
        .name = "plan_superseded_deletion",
        .method = Method::post,
        .path = "/api/v1/deployments/{id}/delete_superseded/preflight",
        .permission = auth::Permission::deployments_write,  // it spends the account's quotas
        .tag = "Deployments",
        .summary = "Find out what a deployment to IAM has uploaded and no longer keeps",
        .description = "Asks AWS what is there; changes nothing. IAM does not tell what uses it.",

        .output = list_of(
            object("SupersededCertificate",
                   {{"arn", text()},
                    {"name", text()},
                    {"fingerprint_sha256", text()},
                    {"serial", text()},
                    {"uploaded_at", time().nullable()},
                    {"not_after", time()},
                    {"obstacle", refusal_schema().nullable().describe("Why it would not be deleted.")}})),

        .handle =
            [ports](const RequestContext& context) {
                const auto [deployment, account] = ports.database.read([&](store::Connection& connection) {
                    auto found = ports.deployments.get(connection, superseded_of(context));
                    lifecycle::check_may_delete(found);
                    auto where = ports.accounts.get(connection, found.account.text());
                    return std::pair{std::move(found), std::move(where)};
                });
                json::array items;
                for (const auto& one : ports.superseded.look(deployment, account))
                    items.push_back(write_superseded(one));
                return list_reply(std::move(items), {});
            },
    };
}

Route delete_superseded(const DeploymentPorts& ports) {
    return {
        .name = "delete_superseded",
        .method = Method::post,
        .path = "/api/v1/deployments/{id}/delete_superseded",
        .permission = auth::Permission::deployments_write,
        .tag = "Deployments",
        .summary = "Delete server certificates that a deployment to IAM uploaded and no longer keeps",
        .description =
            "A job for each looks again and deletes it, unless the deployment did not upload it, a "
            "deployment "
            "keeps or wants it, or IAM says that it is in use. The repository keeps the version.",

        .input = object("SupersededDeletion", {{"arns", array_of(text().length(20, 2048))
                                                            .length(1, most_deletions)
                                                            .describe("Of what the preflight told.")}}),

        .output = object("DeletionsBegun",
                         {{"jobs", array_of(text()).describe("The job of each, in the order of `arns`.")}}),
        .status = 202,

        .handle =
            [ports](const RequestContext& context) {
                json::array jobs;
                ports.database.write([&](store::Transaction& transaction) {
                    jobs.clear();
                    for (const auto& job :
                         ports.deletions.begin(transaction, superseded_of(context),
                                               json::texts(context.body, "arns"), actor_of(context)))
                        jobs.emplace_back(job.text());
                });
                return Reply::json({{"jobs", std::move(jobs)}}, 202);
            },
    };
}

}  // namespace

void add_superseded_routes(Router& router, const DeploymentPorts& ports) {
    router.add(plan_superseded_deletion(ports));
    router.add(delete_superseded(ports));
}

}  // namespace certwright::http
