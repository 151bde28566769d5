#include "lifecycle/roll_out.hpp"

#include "lifecycle/deployment_row.hpp"
#include "lifecycle/known_use.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace certwright::lifecycle {
namespace {

/// What nobody knows may be used by anybody.
std::int64_t weight_of(const Dependence& dependence) {
    if (dependence.is_served) return 0;
    return dependence.users.value_or(std::numeric_limits<std::int64_t>::max());
}

}  // namespace

bool nobody_depends(const Dependence& dependence) {
    return weight_of(dependence) == 0;
}

std::vector<std::int64_t> turns_of(const std::vector<Dependence>& deployments) {
    std::vector<std::size_t> order(deployments.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t index) { return weight_of(deployments[index]); });
    std::vector<std::int64_t> turns(deployments.size());
    std::int64_t turn = 0;
    bool is_first = true;
    for (const std::size_t index : order) {
        if (weight_of(deployments[index]) > 0 && !is_first) ++turn;
        turns[index] = turn;
        is_first = false;
    }
    return turns;
}

Dependence dependence_of(store::Connection& connection, const Deployment& deployment) {
    const Course& course = deployment.course;
    const DeploymentSettings& settings = deployment.settings;
    const std::string& arn = settings.chosen_arn.empty() ? course.arn : settings.chosen_arn;
    Dependence dependence;
    if (arn.empty() && deployment.service == "acm" && settings.replace)
        dependence.users = users_of_same(connection, deployment);
    else if (arn.empty())
        dependence.users = 0;
    else
        dependence.users = users_of(connection, deployment.account, arn);
    dependence.is_served = !course.arn.empty() && settings.chosen_arn.empty() && deployment.seen &&
                           deployment.seen->fingerprint_sha256 == course.wanted;
    return dependence;
}

bool has_begun_wanted(const Deployment& deployment) {
    return !deployment.course.intended.empty() && deployment.course.intended == deployment.course.wanted;
}

bool waits_for_turn(const Deployment& deployment) {
    return deployment.is_held && !rests(deployment.course.state);
}

bool is_held_at(const Deployment& deployment, Time now) {
    const Course& course = deployment.course;
    const bool has_begun = course.state != DeploymentState::waiting &&
                           (course.state != DeploymentState::looking || !course.intended.empty());
    return deployment.is_held && !has_begun && (!deployment.held_until || now < *deployment.held_until);
}

void let_go(Deployment& deployment) {
    deployment.is_held = false;
    deployment.held_until.reset();
}

std::vector<Deployment> companions_of(store::Connection& connection, const Deployment& deployment) {
    static const std::string sql = fmt::format(
        "SELECT {} {} WHERE d.certificate = $1 AND d.turn IS NOT NULL AND d.wanted = $2 AND d.id <> $3 AND "
        "d.state <> 'removed' ORDER BY d.turn, d.region, d.id",
        deployment_columns, deployment_tables);
    return connection.list(sql, {deployment.certificate, deployment.course.wanted, deployment.id},
                           read_deployment);
}

}  // namespace certwright::lifecycle
