#pragma once

#include "http/router.hpp"
#include "lifecycle/deployment_plan.hpp"
#include "lifecycle/deployments.hpp"
#include "lifecycle/repository.hpp"
#include "lifecycle/superseded_deletions.hpp"
#include "lifecycle/superseded_look.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct DeploymentPorts {
    store::Database& database;
    inventory::Accounts& accounts;
    lifecycle::Repository& repository;
    lifecycle::PrivateKeys& keys;
    lifecycle::Deployments& deployments;
    lifecycle::DeploymentPlan& plan;
    lifecycle::SupersededLook& superseded;
    lifecycle::SupersededDeletions& deletions;
    Clock& clock;
};

/// Deployments: look ahead, order, list, and all that follows.
void add_deployment_routes(Router& router, const DeploymentPorts& ports);
/// What is done to one that stands: look, change, retry, cancel, deploy again, give another certificate, stop
/// managing.
void add_standing_deployment_routes(Router& router, const DeploymentPorts& ports);
/// The same for many certificates at once: look ahead and order.
void add_bulk_deployment_routes(Router& router, const DeploymentPorts& ports);
/// What deployments to IAM have left behind: look, and delete.
void add_superseded_routes(Router& router, const DeploymentPorts& ports);

}  // namespace certwright::http
