#include "base/error.hpp"
#include "base/json.hpp"
#include "lifecycle/deployment/preflight.hpp"
#include "lifecycle/deployment_row.hpp"
#include "lifecycle/deployments.hpp"
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

/// A choice that was made while something was under way comes next. One that was reached is none any more,
/// nor is one that is gone or that was refused because another ARN is kept: the next attempt is for that.
void carry_choice_out(Deployment& deployment, const DeploymentEvent& event) {
    Course& course = deployment.course;
    std::string& chosen = deployment.settings.chosen_arn;
    const bool is_gone = event.kind == Kind::gone && chosen == event.arn;
    const bool is_refused = event.kind == Kind::refused && deployment.problem.rule == choice_refused;
    if (chosen == course.arn || is_gone || is_refused) chosen.clear();
    if (!chosen.empty() && course.state == DeploymentState::deployed) course.state = DeploymentState::waiting;
}

}  // namespace

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
    if (note.foreign) tell_of_foreign(transaction, deployment, event.arn, note);
    return apply(transaction, std::move(deployment), event, {note.actor, {}});
}

/// Whoever imported it may miss it.
void Deployments::tell_of_foreign(store::Transaction& transaction, const Deployment& deployment,
                                  const std::string& arn, const Note& note) {
    log_.append(transaction,
                {note.actor,
                 "deployment.replaces_foreign",
                 deployment.id.text(),
                 boost::json::serialize(json::object{{"certificate", deployment.certificate_name},
                                                     {"account", deployment.account_name},
                                                     {"region", deployment.region},
                                                     {"arn", arn},
                                                     {"replaced", note.foreign->fingerprint_sha256},
                                                     {"serial", note.foreign->serial},
                                                     {"not_after", json::from_time(note.foreign->not_after)},
                                                     {"key_held", note.foreign->is_key_held}}),
                 {}});
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
    carry_choice_out(deployment, event);
    if (rests(deployment.course.state)) let_go(deployment);
    if (course->intended.empty()) deployment.course.intended_at = Time{};  // of an intention that is resolved
    keep(transaction, deployment);
    log_.append(transaction, {actor.name, audit_action(event.kind), deployment.id.text(),
                              audit_details(deployment), actor.request_id});
    if (moved && moved_) moved_(transaction, deployment.certificate);
    if (deployment.turn && rests(deployment.course.state)) roll_on(transaction, deployment);
    return deployment;
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

}  // namespace certwright::lifecycle
