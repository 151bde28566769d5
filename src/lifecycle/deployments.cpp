#include "lifecycle/deployments.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "lifecycle/deployment_job.hpp"
#include "lifecycle/deployment_row.hpp"
#include "lifecycle/roll_out.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

using Kind = DeploymentEvent::Kind;

std::string place_text(const Deployment& deployment) {
    return fmt::format("{} in {}", in_quotes(deployment.account_name), deployment.region);
}

}  // namespace

constexpr std::string_view insert_deployment = R"(
    INSERT INTO deployments (id, certificate, account, region, service, replace_same, auto_redeploy, tags, state, wanted,
        is_cancelled, problem_rule, problem_message, problem_hint, revision, created_by, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, FALSE, FALSE, '{}', 'waiting', $6, FALSE, '', '', '', 0, $7, $8, $8))";

Deployment Deployments::order(store::Transaction& transaction, const Certificate& certificate,
                              const Place& place, const DeploymentSettings& settings,
                              const inventory::Actor& actor) {
    return order(transaction, certificate, std::vector<Order>{{place, settings}}, actor).front();
}

std::vector<Deployment> Deployments::order(store::Transaction& transaction, const Certificate& certificate,
                                           const std::vector<Order>& orders, const inventory::Actor& actor) {
    std::vector<Deployment> ordered;
    for (const Order& one : orders) ordered.push_back(stand(transaction, certificate, one, actor));
    begin(transaction, ordered, actor.name);
    return ordered;
}

/// An order, new or not, that wants the current version; without its job.
Deployment Deployments::stand(store::Transaction& transaction, const Certificate& certificate,
                              const Order& order, const inventory::Actor& actor) {
    const auto& [place, settings] = order;
    const std::string& wanted = certificate.current.facts.fingerprint_sha256;
    auto deployment = standing(transaction, certificate.id, place);
    const bool follows_otherwise = deployment && deployment->settings.auto_redeploy != settings.auto_redeploy;
    if (!deployment) {
        const auto id = DeploymentId::make();
        transaction->execute(insert_deployment, {id, certificate.id, place.account, place.region,
                                                 place.service, wanted, actor.name, clock_.now()});
        deployment = get(transaction, id);
    }
    if (!settings.chosen_arn.empty())
        if (const auto other = keeper(transaction, place.account, settings.chosen_arn, deployment->id))
            throw Error{Fault::conflict,
                        fmt::format("deployment {} keeps {}", other->text(), settings.chosen_arn),
                        "remove that deployment first"};
    deployment->settings = settings;
    if (follows_otherwise) tell_of_following(transaction, *deployment, actor);
    return want(transaction, std::move(*deployment), wanted, actor);
}

/// Nobody waits for a turn with what somebody wants now; with another version it leaves its roll-out.
Deployment Deployments::want(store::Transaction& transaction, Deployment deployment,
                             const std::string& fingerprint, const inventory::Actor& actor) {
    const Deployment before = deployment;
    const bool leaves = before.turn && before.course.wanted != fingerprint;
    deployment.problem = {};
    let_go(deployment);
    if (leaves) deployment.turn.reset();
    auto wanted =
        apply(transaction, std::move(deployment), {.kind = Kind::want, .fingerprint = fingerprint}, actor);
    if (leaves) release_next(transaction, before);
    return wanted;
}

Deployment Deployments::retry(store::Transaction& transaction, const DeploymentId& id,
                              const inventory::Actor& actor) {
    auto deployment = get(transaction, id);
    deployment.problem = {};
    let_go(deployment);
    auto retried = apply(transaction, std::move(deployment), {.kind = Kind::retry}, actor);
    enqueue(transaction, id, actor.name);
    return retried;
}

Deployment Deployments::cancel(store::Transaction& transaction, const DeploymentId& id,
                               const inventory::Actor& actor) {
    return apply(transaction, get(transaction, id), {.kind = Kind::cancel}, actor);
}

Deployment Deployments::redeploy(store::Transaction& transaction, const DeploymentId& id,
                                 const std::string& fingerprint, const inventory::Actor& actor) {
    auto wanted = want(transaction, get(transaction, id), fingerprint, actor);
    enqueue(transaction, id, actor.name);
    return wanted;
}

void Deployments::remove(store::Transaction& transaction, const DeploymentId& id,
                         const inventory::Actor& actor) {
    auto deployment = get(transaction, id);
    const Time now = clock_.now();
    if (!deployment.course.intended.empty() && now < settles_at(deployment.course))
        throw Error{
            Fault::conflict,
            fmt::format("deployment {} cannot be removed yet: until {} an import may come to be seen, "
                        "which the next order would make once more",
                        id.text(), format_rfc3339(settles_at(deployment.course))),
            "try again then"};
    apply(transaction, std::move(deployment), {.kind = Kind::remove, .at = now}, actor);
}

/// One that waits for its next attempt waits no longer.
void Deployments::enqueue(store::Transaction& transaction, const DeploymentId& id, const std::string& actor) {
    queue_.hasten(transaction, queue_.enqueue(transaction, deployment_job(id, actor)));
}

std::optional<Deployment> Deployments::find(store::Connection& connection, const DeploymentId& id) const {
    static const std::string sql =
        fmt::format("SELECT {} {} WHERE d.id = $1", deployment_columns, deployment_tables);
    return connection.find(sql, {id}, read_deployment);
}

Deployment Deployments::get(store::Connection& connection, const DeploymentId& id) const {
    auto deployment = find(connection, id);
    if (!deployment)
        throw Error{Fault::not_found, fmt::format("no deployment {}", in_quotes(id.text())),
                    "`certwright deploy list` shows the deployments"};
    return std::move(*deployment);
}

Deployment Deployments::get_managed(store::Connection& connection, const DeploymentId& id) const {
    auto deployment = get(connection, id);
    if (deployment.course.state == DeploymentState::removed)
        throw Error{Fault::conflict, fmt::format("deployment {} is no longer managed", id.text()),
                    "deploy the certificate again"};
    return deployment;
}

std::optional<Deployment> Deployments::standing(store::Connection& connection,
                                                const CertificateId& certificate, const Place& place) const {
    static const std::string sql = fmt::format(
        "SELECT {} {} WHERE d.certificate = $1 AND d.account = $2 AND d.region = $3 AND d.service = $4 AND "
        "d.state <> 'removed'",
        deployment_columns, deployment_tables);
    return connection.find(sql, {certificate, place.account, place.region, place.service}, read_deployment);
}

constexpr std::string_view select_keeper = R"(
    SELECT id FROM deployments
    WHERE account = $1 AND (arn = $2 OR chosen_arn = $2 OR target = $2) AND id <> $3 AND state <> 'removed')";

std::optional<DeploymentId> Deployments::keeper(store::Connection& connection,
                                                const inventory::AccountId& account, const std::string& arn,
                                                const DeploymentId& except) const {
    return connection.find(select_keeper, {account, arn, except},
                           [](const store::Row& row) { return row.id<DeploymentId>(0); });
}

constexpr std::string_view select_twin = R"(
    SELECT id FROM deployments
    WHERE account = $1 AND region = $2 AND service = $3 AND id <> $4 AND state <> 'removed'
        AND ((intended = $5 AND intended_at > $6) OR (served_fingerprint = $5 AND served_at > $6)) LIMIT 1)";

std::optional<DeploymentId> Deployments::twin(store::Connection& connection, const Deployment& deployment,
                                              const std::string& fingerprint) const {
    return connection.find(select_twin,
                           {deployment.account, deployment.region, deployment.service, deployment.id,
                            fingerprint, clock_.now() - settling_time},
                           [](const store::Row& row) { return row.id<DeploymentId>(0); });
}

constexpr std::string_view select_kept = R"(
    SELECT id, arn, chosen_arn, target FROM deployments WHERE account = $1 AND region = $2 AND state <> 'removed')";

std::map<std::string, std::string> Deployments::kept_arns(store::Connection& connection,
                                                          const inventory::AccountId& account,
                                                          const std::string& region) const {
    std::map<std::string, std::string> kept;
    connection.query(select_kept, {account, region}, [&](const store::Row& row) {
        for (const std::size_t column : {std::size_t{1}, std::size_t{2}, std::size_t{3}})
            if (!row.is_null(column)) kept.emplace(row.text(column), row.text(0));
    });
    return kept;
}

constexpr std::string_view forget_of_certificate =
    "DELETE FROM deployments WHERE certificate = $1 AND state = 'removed'";
constexpr std::string_view forget_of_account =
    "DELETE FROM deployments WHERE account = $1 AND state = 'removed'";

void Deployments::release(store::Transaction& transaction, const Certificate& certificate) const {
    static const std::string sql =
        fmt::format("SELECT {} {} WHERE d.certificate = $1 AND d.state <> 'removed' ORDER BY d.id",
                    deployment_columns, deployment_tables);
    const auto standing = transaction->list(sql, {certificate.id}, read_deployment);
    if (!standing.empty())
        throw Error{
            Fault::conflict,
            fmt::format("certificate {} cannot be removed: it is deployed to {}{}",
                        in_quotes(certificate.settings.name), place_text(standing.front()),
                        standing.size() == 1 ? "" : fmt::format(" and {} more", standing.size() - 1)),
            "stop managing its deployments first (`certwright deploy remove`); AWS keeps the certificate"};
    transaction->execute(forget_of_certificate, {certificate.id});
}

void Deployments::release(store::Transaction& transaction, const inventory::Account& account) const {
    static const std::string sql =
        fmt::format("SELECT {} {} WHERE d.account = $1 AND d.state <> 'removed' ORDER BY d.id",
                    deployment_columns, deployment_tables);
    const auto standing = transaction->list(sql, {account.id}, read_deployment);
    if (!standing.empty())
        throw Error{
            Fault::conflict,
            fmt::format("account {} cannot be removed: certificate {} is deployed to it in {}{}",
                        in_quotes(account.settings.name), in_quotes(standing.front().certificate_name),
                        standing.front().region,
                        standing.size() == 1 ? "" : fmt::format(", and {} more", standing.size() - 1)),
            "stop managing its deployments first (`certwright deploy remove`); AWS keeps the certificates"};
    transaction->execute(forget_of_account, {account.id});
}

}  // namespace certwright::lifecycle
