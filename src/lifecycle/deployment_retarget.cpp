#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "lifecycle/deployments.hpp"
#include "lifecycle/roll_out.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {

constexpr std::string_view update_deployed_certificate =
    "UPDATE deployments SET certificate = $2 WHERE id = $1";

Deployment Deployments::retarget(store::Transaction& transaction, const DeploymentId& id,
                                 const Certificate& certificate, const inventory::Actor& actor) {
    auto deployment = get(transaction, id);
    // What was begun is found again by the certificate that it was begun for.
    if (!deployment.course.intended.empty())
        throw Error{Fault::conflict,
                    fmt::format("deployment {} cannot be given another certificate yet: an import is not "
                                "resolved",
                                id.text()),
                    "try again when it has come to rest; retry it if it has failed"};
    const Place place{deployment.account, deployment.region, deployment.service};
    const auto other = standing(transaction, certificate.id, place);
    if (other && other->id != id)
        throw Error{Fault::conflict,
                    fmt::format("{} is deployed to {} of account {} already, by deployment {}",
                                in_quotes(certificate.settings.name), deployment.region,
                                in_quotes(deployment.account_name), other->id.text()),
                    "stop managing one of the two first"};
    transaction->execute(update_deployed_certificate, {id, certificate.id});
    log_.append(transaction, {actor.name, "deployment.retargeted", id.text(),
                              boost::json::serialize(json::object{{"from", deployment.certificate_name},
                                                                  {"to", certificate.settings.name},
                                                                  {"account", deployment.account_name},
                                                                  {"region", deployment.region}}),
                              actor.request_id});
    if (moved_) moved_(transaction, deployment.certificate);
    const Deployment before = deployment;
    deployment = get(transaction, id);
    let_go(deployment);
    deployment.turn.reset();
    auto wanted =
        want(transaction, std::move(deployment), certificate.current.facts.fingerprint_sha256, actor);
    if (before.turn) release_next(transaction, before);
    if (moved_) moved_(transaction, certificate.id);
    enqueue(transaction, id, actor.name);
    return wanted;
}

}  // namespace certwright::lifecycle
