#include "base/error.hpp"
#include "base/json.hpp"
#include "lifecycle/deployment_job.hpp"
#include "lifecycle/deployments.hpp"
#include "lifecycle/roll_out.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::lifecycle {
namespace {

/// Those that another order has begun with come first.
std::int64_t next_turn(store::Connection& connection, const std::vector<Deployment*>& ordered) {
    std::int64_t next = 0;
    for (const Deployment& other : companions_of(connection, *ordered.front())) {
        const auto is_other = [&](const Deployment* one) { return one->id == other.id; };
        if (!rests(other.course.state) && std::ranges::none_of(ordered, is_other))
            next = std::max(next, *other.turn + 1);
    }
    return next;
}

json::value pause_value(const std::optional<std::chrono::seconds>& pause) {
    return pause ? json::value(std::int64_t{pause->count()}) : json::value(nullptr);
}

}  // namespace

/// Their jobs: of those that take turns only the first ones'.
void Deployments::begin(store::Transaction& transaction, std::vector<Deployment>& wanted,
                        const std::string& actor) {
    std::vector<Deployment*> careful;
    std::vector<Dependence> dependences;
    for (Deployment& deployment : wanted) {
        if (!deployment.settings.pause) {
            enqueue(transaction, deployment.id, actor);
            continue;
        }
        careful.push_back(&deployment);
        dependences.push_back(dependence_of(transaction, deployment));
    }
    const auto turns = turns_of(dependences);
    const std::int64_t first = careful.empty() ? 0 : next_turn(transaction, careful);
    for (std::size_t index = 0; index < careful.size(); ++index) {
        Deployment& deployment = *careful[index];
        deployment.turn = nobody_depends(dependences[index]) ? 0 : first + turns[index];
        deployment.is_held = *deployment.turn > 0 && !has_begun_wanted(deployment);
        keep(transaction, deployment);
        if (!deployment.is_held) enqueue(transaction, deployment.id, actor);
    }
}

/// After one of a roll-out has come to rest: when all of its turn are deployed the next turn comes, after the
/// pause; after the first failure none does.
void Deployments::roll_on(store::Transaction& transaction, const Deployment& rested) {
    const DeploymentState state = rested.course.state;
    if (state == DeploymentState::failed || state == DeploymentState::cancelled)
        stop_roll_out(transaction, rested);
    else
        release_next(transaction, rested);
}

void Deployments::release_next(store::Transaction& transaction, const Deployment& rested) {
    auto companions = companions_of(transaction, rested);
    const auto first_held = std::ranges::find_if(companions, waits_for_turn);
    if (first_held == companions.end()) return;
    const auto is_at_work = [](const Deployment& one) { return !one.is_held && !rests(one.course.state); };
    if (first_held->held_until || std::ranges::any_of(companions, is_at_work)) return;
    const std::int64_t turn = *first_held->turn;
    for (Deployment& next : companions) {
        if (!waits_for_turn(next) || next.turn != turn) continue;
        next.held_until = clock_.now() + next.settings.pause.value_or(0s);
        keep(transaction, next);
        enqueue_at(transaction, next.id, *next.held_until);
    }
}

void Deployments::stop_roll_out(store::Transaction& transaction, const Deployment& rested) {
    for (Deployment& companion : companions_of(transaction, rested)) {
        if (!waits_for_turn(companion)) continue;
        let_go(companion);
        companion.turn.reset();
        // One that still finishes what was begun for another version tells of that.
        if (companion.course.intended.empty())
            companion.problem = {"roll_out_stopped",
                                 fmt::format("the roll-out was stopped: {} is {}", rested.region,
                                             to_string(rested.course.state)),
                                 "find out why, then deploy again"};
        apply(transaction, std::move(companion), {.kind = DeploymentEvent::Kind::cancel}, {});
    }
}

Deployment Deployments::change_pause(store::Transaction& transaction, const DeploymentId& id,
                                     std::optional<std::chrono::seconds> pause,
                                     const inventory::Actor& actor) {
    auto deployment = get_managed(transaction, id);
    const auto before = std::exchange(deployment.settings.pause, pause);
    if (before == pause) return deployment;
    // Of those whose turn is still to come, one that is told when has a job; the others get one in time.
    const bool has_other_job = deployment.is_held && (!pause || deployment.held_until);
    if (!pause)
        let_go(deployment);
    else if (deployment.held_until)
        *deployment.held_until += *pause - before.value_or(0s);
    keep(transaction, deployment);
    log_.append(transaction,
                {actor.name, "deployment.pause_changed", id.text(),
                 boost::json::serialize(json::object{{"certificate", deployment.certificate_name},
                                                     {"account", deployment.account_name},
                                                     {"region", deployment.region},
                                                     {"from_seconds", pause_value(before)},
                                                     {"to_seconds", pause_value(pause)}}),
                 actor.request_id});
    if (has_other_job) enqueue(transaction, id, actor.name);
    return deployment;
}

void Deployments::hold(store::Transaction& transaction, const Deployment& held) {
    if (held.held_until) enqueue_at(transaction, held.id, *held.held_until);
}

void Deployments::enqueue_at(store::Transaction& transaction, const DeploymentId& id, Time moment) {
    auto job = deployment_job(id, "system");
    job.run_at = moment;
    queue_.enqueue(transaction, job);
}

}  // namespace certwright::lifecycle
