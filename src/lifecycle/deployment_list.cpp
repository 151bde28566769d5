#include "lifecycle/deployment_list.hpp"

#include "inventory/certificate_sync.hpp"
#include "lifecycle/deployment_row.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

// After the columns of the deployment; what has no row is unknown.
constexpr std::size_t sync_column = deployment_column_count;
constexpr std::string_view sync_state_column = "COALESCE(s.state, 'unknown')";
constexpr std::string_view accepted_column =
    "s.accepted IS NOT NULL AND s.accepted <> '' AND s.accepted = s.served";
constexpr std::string_view sync_tables =
    "LEFT JOIN aws_certificate_sync s ON s.account = d.account AND s.arn = d.arn AND s.deployment = d.id";

ListedDeployment read_listed(const store::Row& row) {
    return {read_deployment(row), parse_sync_state(row.text(sync_column)),
            row.optional_boolean(sync_column + 1).value_or(false)};
}

/// Over `deployments d` and their sync state `s`.
std::string condition_of(const DeploymentFilter& filter, store::Values& values) {
    std::string sql = "TRUE";
    const auto add = [&](std::string_view condition, store::Value value) {
        values.push_back(std::move(value));
        sql += fmt::format(" AND {} ${}", condition, values.size());
    };
    if (!filter.certificate.empty()) add("d.certificate =", filter.certificate);
    if (!filter.account.empty()) add("d.account =", filter.account);
    if (!filter.region.empty()) add("d.region =", filter.region);
    if (!filter.service.empty()) add("d.service =", filter.service);
    filter.state ? add("d.state =", to_string(*filter.state)) : add("d.state <>", "removed");
    if (filter.sync_state) add(fmt::format("{} =", sync_state_column), to_string(*filter.sync_state));
    if (filter.is_mismatch) sql += " AND s.is_mismatch";
    return sql;
}

}  // namespace

ListedDeployment as_listed(store::Connection& connection, Deployment deployment) {
    ListedDeployment listed{std::move(deployment)};
    const auto sync =
        inventory::find_sync(connection, listed.deployment.account, listed.deployment.course.arn);
    if (!sync || sync->deployment != listed.deployment.id.text()) return listed;
    listed.sync_state = parse_sync_state(sync->state);
    listed.is_accepted = sync->is_accepted();
    return listed;
}

std::vector<ListedDeployment> list_deployments(store::Connection& connection, const DeploymentFilter& filter,
                                               const std::string& before, std::size_t limit) {
    store::Values values;
    std::string sql =
        fmt::format("SELECT {}, {}, {} {} {} WHERE {}", deployment_columns, sync_state_column,
                    accepted_column, deployment_tables, sync_tables, condition_of(filter, values));
    if (!before.empty()) {
        values.emplace_back(before);
        sql += fmt::format(" AND d.id < ${}", values.size());
    }
    values.emplace_back(static_cast<std::int64_t>(limit));
    sql += fmt::format(" ORDER BY d.id DESC LIMIT ${}", values.size());
    return connection.list(sql, values, read_listed);
}

std::int64_t count_deployments(store::Connection& connection, const DeploymentFilter& filter) {
    store::Values values;
    const std::string sql = fmt::format("SELECT count(*) FROM deployments d {} WHERE {}", sync_tables,
                                        condition_of(filter, values));
    return *connection.find(sql, values, [](const store::Row& row) { return row.integer(0); });
}

}  // namespace certwright::lifecycle
