#include "lifecycle/deployment_plan.hpp"

#include "inventory/lanes.hpp"
#include "lifecycle/deployment_problem.hpp"
#include "lifecycle/material.hpp"
#include "lifecycle/region_look.hpp"

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
    const bool also_in_us_east_1 = std::ranges::count(wish.regions, cloudfront_region) > 0;
    const aws::CallContext context{.deadline = 30s};
    std::vector<PlannedRegion> planned(wish.regions.size());
    inventory::run_in_lanes(wish.regions.size(), regions_at_once, {}, [&](std::size_t index) {
        const std::string& region = wish.regions[index];
        const auto standing = database_.read([&](store::Connection& connection) {
            return deployments_.standing(connection, wish.certificate.id, {wish.account.id, region});
        });
        const DeploymentOrder order = order_for(wish, region, standing);
        RegionLook look{database_, deployments_, *client, context, wish.account, region};
        auto view = look.view(material.content, order);
        if (view) (*view).destination.also_in_us_east_1 = also_in_us_east_1;
        planned[index] = {
            region, order.deployment,
            view ? preflight(material.content, order, *view, clock_.now()) : refused_by(view.failure())};
    });
    return planned;
}

}  // namespace certwright::lifecycle
