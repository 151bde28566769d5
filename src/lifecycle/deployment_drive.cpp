#include "lifecycle/deployment_drive.hpp"

namespace certwright::lifecycle {
namespace {

using Kind = DeploymentEvent::Kind;

DeploymentOrder order_of(const Deployment& deployment) {
    return {.deployment = deployment.id.text(),
            .arn = deployment.course.arn,
            .replace = deployment.settings.replace,
            .chosen_arn = deployment.settings.chosen_arn,
            .tags = deployment.settings.tags};
}

}  // namespace

void DeploymentDrive::look() {
    const auto& means = deployment_.means();
    const Material material = deployment_.wanted_material();
    const std::string& wanted = material.content.leaf.fingerprint_sha256;
    const DeploymentOrder order = order_of(deployment_.now());
    RegionLook look{means.database,        means.deployments,     deployment_.client(),
                    deployment_.context(), deployment_.account(), deployment_.now().region};
    const bool is_new = order.arn.empty() && order.chosen_arn.empty();
    const auto view =
        is_new ? look.view(material.content, order, means.clock.now()) : look.view_of_own(order);
    if (!view) return deployment_.stop_for(view.failure());
    if (!order.arn.empty() && !look.live().contains(order.arn))
        return deployment_.advance({.kind = Kind::gone, .arn = order.arn});
    const Step step = preflight(material.content, order, *view, means.clock.now());
    switch (step.action) {
        case Action::choose:
        case Action::refused:
            return deployment_.advance({.kind = Kind::refused, .fingerprint = wanted},
                                       {.problem = problem_of(step)});
        case Action::nothing_to_do:
            return deployment_.advance({.kind = Kind::found, .fingerprint = wanted, .arn = step.arn});
        case Action::first_import:
        case Action::reimport:
            return import_.import(step, material, look);
    }
}

void DeploymentDrive::resolve() {
    if (const std::string arn = aim_of(deployment_.course()); !arn.empty()) return resolve_at(arn);
    const auto& means = deployment_.means();
    const Material intended = deployment_.material_of(deployment_.course().intended, {});
    RegionLook look{means.database,        means.deployments,     deployment_.client(),
                    deployment_.context(), deployment_.account(), deployment_.now().region};
    const auto arn = look.imported_for(intended.content, deployment_.now().id.text());
    if (!arn) return deployment_.stop_for(arn.failure());
    arn->empty() ? deployment_.absent() : deployment_.advance({.kind = Kind::found, .arn = *arn});
}

void DeploymentDrive::resolve_at(const std::string& arn) {
    const std::string& intended = deployment_.course().intended;
    const auto live = look_at(deployment_.client(), deployment_.now().region, arn, deployment_.context());
    if (!live && live.failure().kind != aws::FailureKind::not_found)
        return deployment_.stop_for(live.failure());
    if (!live) return deployment_.advance({.kind = Kind::gone, .arn = arn});
    // The same certificate with another chain is what was there before.
    if (live->served.fingerprint_sha256 == intended &&
        is_chain_served(deployment_.issuers_of(intended), live->served))
        return deployment_.advance({.kind = Kind::found, .arn = arn});
    deployment_.absent();
}

}  // namespace certwright::lifecycle
