#include "lifecycle/deployment_list.hpp"

#include "inventory/known_certificates.hpp"
#include "lifecycle/deployment_row.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

Held::Version held_version(const Version& version) {
    return {version.facts.fingerprint_sha256, version.facts.spki_sha256, version.facts.not_before,
            version.facts.not_after};
}

Held held_of(const std::vector<Version>& versions) {
    Held held;
    for (const Version& version : versions)
        version.is_current ? void(held.current = held_version(version))
                           : held.others.push_back(held_version(version));
    return held;
}

Served served_of(const std::string& arn, const inventory::KnownState& known) {
    Served served;
    served.arn = arn;
    served.type = known.type;
    served.is_missing = known.is_missing;
    if (!known.is_complete) return served;
    served.fingerprint_sha256 = known.fingerprint_sha256;
    served.spki_sha256 = known.spki_sha256;
    served.not_before = known.not_before;
    served.not_after = known.not_after;
    return served;
}

/// What the deployment saw last, when that is a version of its certificate.
std::optional<Served> served_as_seen(const Deployment& deployment, const std::vector<Version>& versions) {
    if (!deployment.seen) return std::nullopt;
    for (const Version& version : versions) {
        if (version.facts.fingerprint_sha256 != deployment.seen->fingerprint_sha256) continue;
        Served served;
        served.arn = deployment.course.arn;
        served.fingerprint_sha256 = version.facts.fingerprint_sha256;
        served.spki_sha256 = version.facts.spki_sha256;
        served.not_before = version.facts.not_before;
        served.not_after = version.facts.not_after;
        return served;
    }
    return std::nullopt;
}

}  // namespace

SyncState sync_state_of(store::Connection& connection, const Repository& repository,
                        const Deployment& deployment) {
    if (deployment.course.arn.empty()) return SyncState::unknown;
    const auto versions = repository.versions(connection, deployment.certificate);
    const auto known = inventory::find_known_state(connection, deployment.account, deployment.course.arn);
    const bool was_discovered_later =
        known && deployment.seen &&
        (known->is_missing || (known->described_at && *known->described_at > deployment.seen->at));
    const auto seen = served_as_seen(deployment, versions);
    if (seen && !was_discovered_later) return sync_state(held_of(versions), *seen);
    if (known) return sync_state(held_of(versions), served_of(deployment.course.arn, *known));
    return SyncState::unknown;
}

std::vector<ListedDeployment> list_deployments(store::Connection& connection, const Repository& repository,
                                               const DeploymentFilter& filter, const std::string& before,
                                               std::size_t limit) {
    std::string sql = fmt::format("SELECT {} {} WHERE 1 = 1", deployment_columns, deployment_tables);
    store::Values values;
    const auto add = [&](std::string_view condition, store::Value value) {
        values.push_back(std::move(value));
        sql += fmt::format(" AND {} ${}", condition, values.size());
    };
    if (!filter.certificate.empty()) add("d.certificate =", filter.certificate);
    if (!filter.account.empty()) add("d.account =", filter.account);
    if (!filter.region.empty()) add("d.region =", filter.region);
    filter.state ? add("d.state =", to_string(*filter.state)) : add("d.state <>", "removed");
    values.emplace_back();
    sql += fmt::format(" AND (${0} = '' OR d.id < ${0})", values.size());
    const std::size_t cursor = values.size() - 1;
    values.push_back(static_cast<std::int64_t>(limit));
    sql += fmt::format(" ORDER BY d.id DESC LIMIT ${}", values.size());

    // The sync state is no column: it is worked out, page by page until enough are found.
    std::vector<ListedDeployment> found;
    std::string from = before;
    for (;;) {
        values[cursor] = from;
        auto page = connection.list(sql, values, read_deployment);
        const bool was_last = page.size() < limit;
        if (!page.empty()) from = page.back().id.text();
        for (Deployment& deployment : page) {
            const SyncState state = sync_state_of(connection, repository, deployment);
            if (filter.sync_state && state != *filter.sync_state) continue;
            found.push_back({std::move(deployment), state});
            if (found.size() == limit) return found;
        }
        if (was_last) return found;
    }
}

}  // namespace certwright::lifecycle
