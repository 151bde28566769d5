#include "base/json.hpp"
#include "inventory/certificate_sync.hpp"
#include "lifecycle/deployment_row.hpp"
#include "lifecycle/deployments.hpp"

#include <fmt/format.h>

#include <vector>

namespace certwright::lifecycle {
namespace {

/// Whether somebody has accepted that AWS serves something else there, and nothing has been asked of it
/// since.
bool is_meant_to_differ(store::Connection& connection, const Deployment& deployment) {
    if (!rests(deployment.course.state) || deployment.course.arn.empty()) return false;
    const auto sync = inventory::find_sync(connection, deployment.account, deployment.course.arn);
    return sync && sync->deployment == deployment.id.text() && sync->is_accepted();
}

}  // namespace

std::vector<Deployment> Deployments::followers(store::Connection& connection,
                                               const CertificateId& certificate) const {
    static const std::string sql = fmt::format(
        "SELECT {} {} WHERE d.certificate = $1 AND d.auto_redeploy AND d.state <> 'removed' "
        "ORDER BY d.region, d.id",
        deployment_columns, deployment_tables);
    return connection.list(sql, {certificate}, read_deployment);
}

void Deployments::follow(store::Transaction& transaction, const Certificate& certificate) {
    const std::string& wanted = certificate.current.facts.fingerprint_sha256;
    auto all = followers(transaction, certificate.id);
    std::erase_if(all, [&](const Deployment& one) { return one.course.wanted == wanted; });
    want_everywhere(transaction, certificate, std::move(all));
}

void Deployments::follow_supply(store::Transaction& transaction, const Certificate& certificate) {
    want_everywhere(transaction, certificate, followers(transaction, certificate.id));
}

Deployment Deployments::change_following(store::Transaction& transaction, const DeploymentId& id,
                                         bool follows, const inventory::Actor& actor) {
    auto deployment = get_managed(transaction, id);
    if (deployment.settings.auto_redeploy == follows) return deployment;
    deployment.settings.auto_redeploy = follows;
    keep(transaction, deployment);
    tell_of_following(transaction, deployment, actor);
    return deployment;
}

void Deployments::tell_of_following(store::Transaction& transaction, const Deployment& deployment,
                                    const inventory::Actor& actor) {
    log_.append(transaction,
                {actor.name, "deployment.following_changed", deployment.id.text(),
                 boost::json::serialize(json::object{{"certificate", deployment.certificate_name},
                                                     {"account", deployment.account_name},
                                                     {"region", deployment.region},
                                                     {"auto_redeploy", deployment.settings.auto_redeploy}}),
                 actor.request_id});
}

/// But where AWS is meant to serve something else.
void Deployments::want_everywhere(store::Transaction& transaction, const Certificate& certificate,
                                  std::vector<Deployment> following) {
    std::vector<Deployment> wanting;
    for (Deployment& deployment : following) {
        if (is_meant_to_differ(transaction, deployment))
            leave_alone(transaction, std::move(deployment), certificate.current);
        else
            wanting.push_back(
                want(transaction, std::move(deployment), certificate.current.facts.fingerprint_sha256, {}));
    }
    begin(transaction, wanting, "system");
}

void Deployments::leave_alone(store::Transaction& transaction, Deployment deployment,
                              const Version& version) {
    deployment.problem = {"difference_accepted",
                          fmt::format("version {} was not deployed, because it was accepted that AWS serves "
                                      "something else",
                                      version.number),
                          "deploy it by hand if it is to be served after all"};
    keep(transaction, deployment);
    log_.append(
        transaction,
        {"system",
         "deployment.left_alone",
         deployment.id.text(),
         boost::json::serialize(json::object{{"certificate", deployment.certificate_name},
                                             {"account", deployment.account_name},
                                             {"region", deployment.region},
                                             {"arn", deployment.course.arn},
                                             {"version", version.number},
                                             {"fingerprint_sha256", version.facts.fingerprint_sha256}}),
         {}});
}

}  // namespace certwright::lifecycle
