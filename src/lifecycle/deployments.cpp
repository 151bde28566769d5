#include "lifecycle/deployments.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "lifecycle/deployment_job.hpp"
#include "lifecycle/deployment_row.hpp"
#include "lifecycle/roll_out.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

using Kind = DeploymentEvent::Kind;

std::string audit_details(const Deployment& deployment) {
    json::object details{{"certificate", deployment.certificate_name},
                         {"account", deployment.account_name},
                         {"region", deployment.region},
                         {"state", to_string(deployment.course.state)},
                         {"wanted", deployment.course.wanted}};
    if (!deployment.course.arn.empty()) details["arn"] = deployment.course.arn;
    if (!deployment.problem.rule.empty()) details["rule"] = deployment.problem.rule;
    return boost::json::serialize(details);
}

/// What happened, in the audit log's manner.
std::string audit_action(Kind kind) {
    switch (kind) {
        case Kind::want:
            return "deployment.wanted";
        case Kind::start:
            return "deployment.started";
        case Kind::intend:
            return "deployment.import_intended";
        case Kind::imported:
            return "deployment.imported";
        case Kind::not_sent:
            return "deployment.import_not_sent";
        case Kind::lost_reply:
            return "deployment.reply_lost";
        case Kind::found:
            return "deployment.found";
        case Kind::absent:
            return "deployment.not_found";
        case Kind::gone:
            return "deployment.arn_gone";
        case Kind::verified:
            return "deployment.verified";
        case Kind::mismatch:
            return "deployment.mismatched";
        case Kind::put_back:
            return "deployment.put_back";
        case Kind::refused:
            return "deployment.refused";
        case Kind::give_up:
            return "deployment.given_up";
        case Kind::cancel:
            return "deployment.cancelled";
        case Kind::retry:
            return "deployment.retried";
        case Kind::remove:
            return "deployment.removed";
    }
    return {};
}

[[noreturn]] void refuse_event(const Deployment& deployment, Kind kind) {
    throw Error{Fault::conflict,
                fmt::format("deployment {} is {}, where \"{}\" does not fit", deployment.id.text(),
                            to_string(deployment.course.state), to_string(kind)),
                "look at it again; something may be under way"};
}

/// What the job knew is still so; what users may have changed meanwhile, the state machine reckons with.
bool is_same_step(const Course& one, const Course& other) {
    return one.state == other.state && one.arn == other.arn && one.intended == other.intended &&
           one.target == other.target && one.before == other.before &&
           (one.intended.empty() || one.intended_at == other.intended_at);
}

/// A choice that was made while something was under way comes next, and one that was reached is none any
/// more.
void carry_choice_out(Deployment& deployment) {
    Course& course = deployment.course;
    std::string& chosen = deployment.settings.chosen_arn;
    if (chosen == course.arn) chosen.clear();
    if (!chosen.empty() && course.state == DeploymentState::deployed) course.state = DeploymentState::waiting;
}

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
    return want(transaction, std::move(*deployment), wanted, actor);
}

std::vector<Deployment> Deployments::followers(store::Connection& connection,
                                               const CertificateId& certificate) const {
    static const std::string sql = fmt::format(
        "SELECT {} {} WHERE d.certificate = $1 AND d.auto_redeploy AND d.state <> 'removed' "
        "ORDER BY d.region, d.id",
        deployment_columns, deployment_tables);
    return connection.list(sql, {certificate}, read_deployment);
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

void Deployments::follow(store::Transaction& transaction, const Certificate& certificate) {
    const std::string& wanted = certificate.current.facts.fingerprint_sha256;
    std::vector<Deployment> following;
    for (Deployment& deployment : followers(transaction, certificate.id))
        if (deployment.course.wanted != wanted)
            following.push_back(want(transaction, std::move(deployment), wanted, {}));
    begin(transaction, following, "system");
}

void Deployments::follow_supply(store::Transaction& transaction, const Certificate& certificate) {
    std::vector<Deployment> following;
    for (Deployment& deployment : followers(transaction, certificate.id))
        following.push_back(
            want(transaction, std::move(deployment), certificate.current.facts.fingerprint_sha256, {}));
    begin(transaction, following, "system");
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

Deployment Deployments::advance(store::Transaction& transaction, const Deployment& known,
                                const DeploymentEvent& event, const Note& note) {
    auto deployment = get(transaction, known.id);
    const bool is_same = deployment.certificate == known.certificate;
    const bool is_early = event.kind == Kind::intend && is_held_at(deployment, clock_.now());
    if (!is_same || is_early || !is_same_step(deployment.course, known.course))
        refuse_event(deployment, event.kind);
    if (deployment.held_until && *deployment.held_until <= clock_.now()) let_go(deployment);
    deployment.problem = note.problem;
    if (note.seen) deployment.seen = note.seen;
    if (note.previous_chain) deployment.previous_chain = *note.previous_chain;
    if (note.previous_tags) deployment.previous_tags = *note.previous_tags;
    if (note.chosen_arn) deployment.settings.chosen_arn = *note.chosen_arn;
    return apply(transaction, std::move(deployment), event, {note.actor, {}});
}

void Deployments::give_up(store::Transaction& transaction, const DeploymentId& id, const Refusal& problem) {
    auto deployment = find(transaction, id);
    if (!deployment || !next(deployment->course, {.kind = Kind::give_up})) return;
    deployment->problem = problem;
    apply(transaction, std::move(*deployment), {.kind = Kind::give_up}, {});
}

Deployment Deployments::apply(store::Transaction& transaction, Deployment deployment,
                              const DeploymentEvent& event, const inventory::Actor& actor) {
    const auto course = next(deployment.course, event);
    if (!course) refuse_event(deployment, event.kind);
    const bool moved = rests(course->state) || course->arn != deployment.course.arn;
    deployment.course = *course;
    carry_choice_out(deployment);
    if (course->intended.empty()) deployment.course.intended_at = Time{};  // of an intention that is resolved
    keep(transaction, deployment);
    log_.append(transaction, {actor.name, audit_action(event.kind), deployment.id.text(),
                              audit_details(deployment), actor.request_id});
    if (moved && moved_) moved_(transaction, deployment.certificate);
    if (deployment.turn && rests(deployment.course.state)) roll_on(transaction, deployment);
    return deployment;
}

/// One that waits for its next attempt waits no longer.
void Deployments::enqueue(store::Transaction& transaction, const DeploymentId& id, const std::string& actor) {
    queue_.hasten(transaction, queue_.enqueue(transaction, deployment_job(id, actor)));
}

constexpr std::string_view update_deployment = R"(
    UPDATE deployments SET replace_same = $2, auto_redeploy = $3, tags = $4, chosen_arn = $5, state = $6, wanted = $7,
        arn = $8, intended = $9, previous = $10, previous_chain = $11, intended_at = $12, is_cancelled = $13,
        served_fingerprint = $14, served_serial = $15, served_at = $16, problem_rule = $17, problem_message = $18,
        problem_hint = $19, revision = revision + 1, updated_at = $20, target = $21, previous_tags = $22,
        roll_out_pause = $23, turn = $24, is_held = $25, held_until = $26,
        path = $27
    WHERE id = $1)";

void Deployments::keep(store::Transaction& transaction, Deployment& deployment) {
    const Course& course = deployment.course;
    const auto unless = [](bool absent, store::Value value) { return absent ? store::Value{} : value; };
    const auto& seen = deployment.seen;
    deployment.updated_at = clock_.now();
    ++deployment.revision;
    transaction->execute(
        update_deployment,
        {deployment.id,
         deployment.settings.replace,
         deployment.settings.auto_redeploy,
         tags_to_json(deployment.settings.tags),
         store::or_null(deployment.settings.chosen_arn),
         to_string(course.state),
         course.wanted,
         store::or_null(course.arn),
         store::or_null(course.intended),
         store::or_null(course.before),
         unless(course.before.empty(), deployment.previous_chain),
         unless(course.intended.empty(), course.intended_at),
         course.is_cancelled,
         seen ? store::Value{seen->fingerprint_sha256} : store::Value{},
         seen ? store::Value{seen->serial} : store::Value{},
         seen ? store::Value{seen->at} : store::Value{},
         deployment.problem.rule,
         deployment.problem.message,
         deployment.problem.hint,
         deployment.updated_at,
         store::or_null(course.target),
         unless(course.target.empty(), tags_to_json(deployment.previous_tags)),
         deployment.settings.pause ? store::Value{std::int64_t{deployment.settings.pause->count()}}
                                   : store::Value{},
         deployment.turn,
         deployment.is_held,
         deployment.held_until,
         deployment.settings.path});
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
