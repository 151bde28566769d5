#include "lifecycle/roll_out.hpp"

#include "base/json.hpp"
#include "lifecycle/deployment_row.hpp"

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

constexpr std::string_view select_use = R"(
    SELECT c.in_use, d.detail FROM aws_certificates c
    LEFT JOIN aws_certificate_details d ON d.certificate = c.id
    WHERE c.account = $1 AND c.arn = $2)";

Dependence dependence_of(store::Connection& connection, const Deployment& deployment) {
    Dependence dependence;
    const Course& course = deployment.course;
    if (course.arn.empty()) {
        dependence.users =
            deployment.settings.chosen_arn.empty() ? std::optional<std::int64_t>{0} : std::nullopt;
        return dependence;
    }
    dependence.is_served = deployment.settings.chosen_arn.empty() && deployment.seen &&
                           deployment.seen->fingerprint_sha256 == course.wanted;
    const auto users = connection.find(select_use, {deployment.account, course.arn},
                                       [](const store::Row& row) -> std::optional<std::int64_t> {
                                           const auto in_use = row.optional_boolean(0);
                                           if (!in_use) return std::nullopt;
                                           if (!*in_use) return 0;
                                           const auto detail = row.optional_text(1);
                                           if (!detail) return std::nullopt;
                                           const json::value parsed = json::parse(*detail, "stored details");
                                           return std::max<std::int64_t>(
                                               1, std::ssize(json::texts(parsed.as_object(), "in_use_by")));
                                       });
    dependence.users = users.value_or(std::nullopt);
    return dependence;
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
