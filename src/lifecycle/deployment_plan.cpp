#include "lifecycle/deployment_plan.hpp"

#include "aws/permissions.hpp"
#include "inventory/discovery_jobs.hpp"
#include "inventory/lanes.hpp"
#include "lifecycle/deployment/server_certificate_name.hpp"
#include "lifecycle/deployment_problem.hpp"
#include "lifecycle/material.hpp"
#include "lifecycle/region_look.hpp"
#include "lifecycle/server_certificate_look.hpp"

#include <algorithm>

namespace certwright::lifecycle {
namespace {

constexpr std::size_t regions_at_once = 16;
constexpr const char* cloudfront_region = "us-east-1";

Step refused_by(const aws::Failure& failure) {
    Step step;
    step.refusals.push_back(problem_of(failure));
    step.reason = step.refusals.front().message;
    return step;
}

/// As IAM's policy simulator has it, which answers the same for every region.
std::vector<std::string> missing_permissions(aws::Client& client, const DeploymentWish& wish,
                                             const aws::CallContext& context) {
    const inventory::Account& account = wish.account;
    if (account.caller_arn.empty() || wish.regions.empty()) return {};
    return aws::denied_actions(client,
                               {account.aws_account_id, account.caller_arn, "", account.settings.partition},
                               wish.regions.front(),
                               wish.service == "iam" ? needed_upload_permissions() : needed_permissions(),
                               context);
}

DeploymentOrder order_for(const DeploymentWish& wish, const std::string& region,
                          const std::optional<Deployment>& standing) {
    DeploymentOrder order;
    order.replace = wish.replace;
    order.tags = wish.tags;
    if (const auto chosen = wish.chosen_arns.find(region); chosen != wish.chosen_arns.end())
        order.chosen_arn = chosen->second;
    if (!standing) return order;
    order.deployment = standing->id.text();
    order.arn = standing->course.arn;
    return order;
}

}  // namespace

std::vector<PlannedRegion> DeploymentPlan::look(const DeploymentWish& wish) {
    const auto [material, client] = database_.read([&](store::Connection& connection) {
        return std::pair{read_material(connection, keys_, wish.certificate.current.facts.fingerprint_sha256,
                                       wish.certificate.current.issuers),
                         access_.client(connection, wish.account)};
    });
    const aws::CallContext context{.deadline = 30s};
    const auto missing = missing_permissions(*client, wish, context);
    if (wish.service == "iam") return {look_at_iam(wish, material.content, *client, context, missing)};
    std::vector<PlannedRegion> planned(wish.regions.size());
    inventory::run_in_lanes(
        wish.regions.size(), regions_at_once, {},
        [&, &content = material.content, &aws_client = *client](std::size_t index) {
            planned[index] =
                look_at_region(wish, wish.regions[index], content, aws_client, context, missing);
        });
    return planned;
}

PlannedRegion DeploymentPlan::look_at_region(const DeploymentWish& wish, const std::string& region,
                                             const Content& content, aws::Client& client,
                                             const aws::CallContext& context,
                                             const std::vector<std::string>& missing) {
    const DeploymentOrder order = order_for(wish, region, standing(wish, region));
    RegionLook look{database_, deployments_, client, context, wish.account, region};
    auto view = look.view(content, order, clock_.now());
    if (!view) return {region, order.deployment, refused_by(view.failure()), {}, {}};
    (*view).destination.also_in_us_east_1 = std::ranges::count(wish.regions, cloudfront_region) > 0;
    (*view).missing_permissions = missing;
    return {region, order.deployment, preflight(content, order, *view, clock_.now()), view->imported,
            view->imported_in_year};
}

PlannedRegion DeploymentPlan::look_at_iam(const DeploymentWish& wish, const Content& content,
                                          aws::Client& client, const aws::CallContext& context,
                                          const std::vector<std::string>& missing) {
    const std::string region = inventory::global_region;
    const DeploymentOrder order = order_for(wish, region, standing(wish, region));
    ServerCertificateLook look{database_, deployments_, client, context, wish.account};
    auto view = look.view(
        content, {server_certificate_name(wish.certificate.settings.name, content.leaf.fingerprint_sha256),
                  wish.path});
    if (!view) return {region, order.deployment, refused_by(view.failure()), {}, {}};
    (*view).missing_permissions = missing;
    return {region, order.deployment, upload_preflight(content, order, *view, clock_.now()), view->held, {}};
}

std::optional<Deployment> DeploymentPlan::standing(const DeploymentWish& wish, const std::string& region) {
    return database_.read([&](store::Connection& connection) {
        return deployments_.standing(connection, wish.certificate.id,
                                     {wish.account.id, region, wish.service});
    });
}

}  // namespace certwright::lifecycle
