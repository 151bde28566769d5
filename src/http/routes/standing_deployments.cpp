#include "base/json.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/deployment_document.hpp"
#include "http/routes/deployment_input.hpp"
#include "http/routes/deployments.hpp"

#include <functional>
#include <tuple>

namespace certwright::http {

namespace {

lifecycle::DeploymentId id_of(const RequestContext& context) {
    return lifecycle::DeploymentId{context.path_value("id")};
}

Reply reply_with(store::Connection& connection, lifecycle::Deployment deployment) {
    return Reply::json(write_deployment(lifecycle::as_listed(connection, std::move(deployment))));
}

Route read_deployment(const DeploymentPorts& ports) {
    return {
        .name = "read_deployment",
        .method = Method::get,
        .path = "/api/v1/deployments/{id}",
        .permission = auth::Permission::repository_read,
        .tag = "Deployments",
        .summary = "Look at a deployment",

        .output = deployment_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.read([&](store::Connection& connection) {
                    return reply_with(connection, ports.deployments.get(connection, id_of(context)));
                });
            },
    };
}

Route change_deployment(const DeploymentPorts& ports) {
    return {
        .name = "change_deployment",
        .method = Method::patch,
        .path = "/api/v1/deployments/{id}",
        .permission = auth::Permission::deployments_write,
        .tag = "Deployments",
        .summary = "Change whether a deployment follows renewals, and the pause of its careful roll-outs",
        .description =
            "What the body leaves out stays. Nothing is deployed by it. While it waits for its turn, it "
            "waits "
            "as long as the pause from then on, or no longer.",

        .input = object("DeploymentChange", order_properties()),

        .output = deployment_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    const auto deployment = ports.deployments.get(transaction, id_of(context));
                    const auto settings = read_order(context.body, deployment.settings);
                    ports.deployments.change_following(transaction, deployment.id, settings.auto_redeploy,
                                                       actor_of(context));
                    return reply_with(transaction,
                                      ports.deployments.change_pause(transaction, deployment.id,
                                                                     settings.pause, actor_of(context)));
                });
            },
    };
}

/// A route that asks something of one deployment.
Route ask_of_one(const DeploymentPorts& ports, std::string name, const std::string& verb, std::string summary,
                 std::function<lifecycle::Deployment(store::Transaction&, const RequestContext&)> act) {
    return {
        .name = std::move(name),
        .method = Method::post,
        .path = "/api/v1/deployments/{id}/" + verb,
        .permission = auth::Permission::deployments_write,
        .tag = "Deployments",
        .summary = std::move(summary),

        .output = deployment_schema(),

        .handle =
            [ports, act = std::move(act)](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    return reply_with(transaction, act(transaction, context));
                });
            },
    };
}

Route retry_deployment(const DeploymentPorts& ports) {
    return ask_of_one(ports, "retry_deployment", "retry", "Try a failed or cancelled deployment again",
                      [ports](store::Transaction& transaction, const RequestContext& context) {
                          return ports.deployments.retry(transaction, id_of(context), actor_of(context));
                      });
}

Route cancel_deployment(const DeploymentPorts& ports) {
    return ask_of_one(ports, "cancel_deployment", "cancel",
                      "Cancel what has not been sent yet; nothing is left halfway",
                      [ports](store::Transaction& transaction, const RequestContext& context) {
                          return ports.deployments.cancel(transaction, id_of(context), actor_of(context));
                      });
}

Route redeploy_deployment(const DeploymentPorts& ports) {
    return ask_of_one(
        ports, "redeploy_deployment", "redeploy", "Deploy the certificate's current version again",
        [ports](store::Transaction& transaction, const RequestContext& context) {
            const auto deployment = ports.deployments.get(transaction, id_of(context));
            const auto certificate = ports.repository.get(transaction, deployment.certificate.text());
            return ports.deployments.redeploy(
                transaction, deployment.id, certificate.current.facts.fingerprint_sha256, actor_of(context));
        });
}

std::vector<Property> retarget_properties() {
    return {
        {"certificate", text().length(1, 128).describe("The one it is to keep from now on: name or id.")}};
}

Route plan_retarget(const DeploymentPorts& ports) {
    return {
        .name = "plan_retarget",
        .method = Method::post,
        .path = "/api/v1/deployments/{id}/retarget/preflight",
        .permission = auth::Permission::deployments_write,  // it spends the account's quotas
        .tag = "Deployments",
        .summary = "Find out what giving a deployment another certificate would do",
        .description = "Asks AWS what is there; changes nothing.",

        .input = object("RetargetPlan", retarget_properties()),

        .output = planned_region_schema(),

        .handle =
            [ports](const RequestContext& context) {
                const auto [deployment, certificate, account] =
                    ports.database.read([&](store::Connection& connection) {
                        auto found = ports.deployments.get(connection, id_of(context));
                        auto keeps = ports.accounts.get(connection, found.account.text());
                        return std::tuple{
                            std::move(found),
                            ports.repository.get(connection, *json::text(context.body, "certificate")),
                            std::move(keeps)};
                    });
                return Reply::json(write_planned_region(ports.plan.look(deployment, certificate, account)));
            },
    };
}

Route retarget_deployment(const DeploymentPorts& ports) {
    return {
        .name = "retarget_deployment",
        .method = Method::post,
        .path = "/api/v1/deployments/{id}/retarget",
        .permission = auth::Permission::deployments_write,
        .tag = "Deployments",
        .summary = "Give a deployment another certificate; in ACM under the same ARN",
        .description =
            "Refused while an import of the one it has is not resolved, and where the other is deployed to "
            "the same place already.",

        .input = object("Retarget", retarget_properties()),

        .output = deployment_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    const auto deployment = ports.deployments.get(transaction, id_of(context));
                    const auto certificate =
                        ports.repository.get(transaction, *json::text(context.body, "certificate"));
                    const Places places{ports.accounts.get(transaction, deployment.account.text()),
                                        deployment.service,
                                        {deployment.region},
                                        deployment.settings.path,
                                        deployment.settings.replace,
                                        {}};
                    refuse_what_cannot_be(ports, transaction, certificate, places);
                    return reply_with(transaction,
                                      ports.deployments.retarget(transaction, deployment.id, certificate,
                                                                 actor_of(context)));
                });
            },
    };
}

Route remove_deployment(const DeploymentPorts& ports) {
    return {
        .name = "remove_deployment",
        .method = Method::delete_,
        .path = "/api/v1/deployments/{id}",
        .permission = auth::Permission::deployments_write,
        .tag = "Deployments",
        .summary = "Stop managing a deployment",
        .description = "AWS keeps the certificate.",

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                ports.database.write([&](store::Transaction& transaction) {
                    ports.deployments.remove(transaction, id_of(context), actor_of(context));
                });
                return Reply::nothing();
            },
    };
}

}  // namespace

void add_standing_deployment_routes(Router& router, const DeploymentPorts& ports) {
    router.add(read_deployment(ports));
    router.add(change_deployment(ports));
    router.add(retry_deployment(ports));
    router.add(cancel_deployment(ports));
    router.add(redeploy_deployment(ports));
    router.add(plan_retarget(ports));
    router.add(retarget_deployment(ports));
    router.add(remove_deployment(ports));
}

}  // namespace certwright::http
