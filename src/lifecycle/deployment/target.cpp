#include "lifecycle/deployment/target.hpp"

#include "lifecycle/deployment/reimport_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

const Served* find_served(const RegionView& view, const std::string& arn) {
    const auto found = std::ranges::find_if(
        view.certificates, [&](const Served& served) { return served.arn == arn && !served.is_missing; });
    return found == view.certificates.end() ? nullptr : &*found;
}

const Served* find_own(const DeploymentOrder& order, const RegionView& view) {
    if (const Served* standing = order.arn.empty() ? nullptr : find_served(view, order.arn)) return standing;
    // Its reply may have been lost, and the tag tells whose it is.
    const auto found = std::ranges::find_if(view.certificates, [&](const Served& served) {
        return !order.deployment.empty() && served.deployment == order.deployment && !served.is_missing;
    });
    return found == view.certificates.end() ? nullptr : &*found;
}

std::string because(Sameness why) {
    switch (why) {
        case Sameness::fingerprint:
            return "it is the same certificate";
        case Sameness::key:
            return "it has the same key";
        case Sameness::names:
            return "it has the same names";
    }
    return {};
}

Target aimed_at(const Served* served, std::string reason) {
    Target target;
    target.kind = Target::Kind::existing;
    target.served = served;
    target.reason = std::move(reason);
    return target;
}

Target refused_with(Refusal refusal) {
    Target target;
    target.kind = Target::Kind::none;
    target.reason = refusal.message;
    target.refusals.push_back(std::move(refusal));
    return target;
}

Refusal already_there(const Candidate& candidate) {
    if (!candidate.is_replaceable())
        return {"same_certificate_exists",
                fmt::format("the same certificate is there already under {}; {}", candidate.arn,
                            candidate.obstacle),
                "use that ARN"};
    return {"same_certificate_exists",
            fmt::format("the same certificate is there already under {}", candidate.arn),
            "deploy with \"replace\" (--replace) to keep it there from now on"};
}

void warn_of_similar(Target& target) {
    for (const Candidate& candidate : target.candidates)
        target.warnings.push_back(
            {"similar_certificate_exists",
             fmt::format("{} stays beside it: {}{}{}", candidate.arn, because(candidate.why),
                         candidate.is_replaceable() ? "" : ", but ", candidate.obstacle)});
}

/// Those that can be taken over, of the strongest reason there is.
std::vector<Candidate> strongest(const std::vector<Candidate>& candidates, const Content& content,
                                 const RegionView& view) {
    std::vector<Candidate> found;
    for (const Candidate& candidate : candidates) {
        if (!candidate.is_replaceable()) continue;
        if (!found.empty() && candidate.why != found.front().why) break;
        // What is there already needs no import, so no rule of imports speaks against it.
        if (candidate.why == Sameness::fingerprint ||
            reimport_refusals(content, *find_served(view, candidate.arn)).empty())
            found.push_back(candidate);
    }
    return found;
}

Target replacing(const Content& content, const RegionView& view, std::vector<Candidate> candidates) {
    const auto usable = strongest(candidates, content, view);
    const auto identical = !candidates.empty() && candidates.front().why == Sameness::fingerprint;
    Target target;
    if (usable.size() == 1) {
        target = aimed_at(find_served(view, usable.front().arn), because(usable.front().why));
    } else if (!usable.empty()) {
        target.kind = Target::Kind::several;
        target.reason = fmt::format("{} certificates could be replaced: {} each", usable.size(),
                                    because(usable.front().why));
    }
    if (identical && (usable.empty() || usable.front().why != Sameness::fingerprint))
        target = refused_with(already_there(candidates.front()));
    const auto forbidden = std::ranges::find_if(candidates, &Candidate::is_replaceable);
    if (usable.empty() && !identical && forbidden != candidates.end())
        target = aimed_at(find_served(view, forbidden->arn), because(forbidden->why));
    target.candidates = std::move(candidates);
    if (target.kind == Target::Kind::fresh) warn_of_similar(target);
    return target;
}

Target adding(std::vector<Candidate> candidates) {
    Target target;
    if (!candidates.empty() && candidates.front().why == Sameness::fingerprint)
        target = refused_with(already_there(candidates.front()));
    target.candidates = std::move(candidates);
    if (target.kind == Target::Kind::fresh) warn_of_similar(target);
    return target;
}

bool is_kept_by_another(const Candidate& candidate, const DeploymentOrder& order, const RegionView& view) {
    const Served& served = *find_served(view, candidate.arn);
    return !served.deployment.empty() && served.deployment != order.deployment;
}

/// Where the rules forbid it anyway, they are named too.
Target refused_as_kept(const Content& content, const Served& served, std::string_view why, std::string hint) {
    Target target =
        refused_with({"kept_by_another_deployment",
                      fmt::format("{}: {}, but deployment {} keeps it", served.arn, why, served.deployment),
                      std::move(hint)});
    for (Refusal& refusal : reimport_refusals(content, served)) target.refusals.push_back(std::move(refusal));
    return target;
}

/// Who asks for a replacement does not expect a second certificate beside the first. An order whose own ARN
/// is gone needs a new one.
void refuse_what_another_keeps(const Content& content, const DeploymentOrder& order, const RegionView& view,
                               Target& target) {
    if (target.kind != Target::Kind::fresh || !order.replace || !order.arn.empty()) return;
    for (const Candidate& candidate : target.candidates) {
        if (!is_kept_by_another(candidate, order, view)) continue;
        auto candidates = std::move(target.candidates);
        target = refused_as_kept(content, *find_served(view, candidate.arn), because(candidate.why),
                                 "give that deployment this certificate (retarget), or leave \"replace\" "
                                 "(--replace) out to import it beside");
        target.candidates = std::move(candidates);
        return;
    }
}

/// The two would hold the same certificate, and nobody would look after the first.
Refusal keeps_another_arn(const DeploymentOrder& order) {
    return {
        std::string{choice_refused},
        fmt::format("deployment {} keeps {} there, and would leave it behind", order.deployment, order.arn),
        "choose no ARN; or stop managing that one first, which leaves it in ACM as it is"};
}

Target found_anew(const Content& content, const DeploymentOrder& order, const RegionView& view) {
    if (const auto unknown = undecided(content, view.certificates); !unknown.empty())
        return refused_with(
            {"details_pending",
             fmt::format("{} may be the same certificate; its details are not known yet", unknown.front()),
             "wait for the discovery to end, or start one"});
    auto candidates = find_same(content, view.certificates, order.deployment);
    Target target =
        order.replace ? replacing(content, view, std::move(candidates)) : adding(std::move(candidates));
    refuse_what_another_keeps(content, order, view, target);
    if (target.kind == Target::Kind::fresh) target.reason = "nothing that is there can be replaced by it";
    if (target.kind == Target::Kind::fresh && target.candidates.empty())
        target.reason = "it is not there yet";
    return target;
}

}  // namespace

Target find_target(const Content& content, const DeploymentOrder& order, const RegionView& view) {
    if (!order.chosen_arn.empty()) {
        if (order.arn != order.chosen_arn && find_served(view, order.arn))
            return refused_with(keeps_another_arn(order));
        const Served* chosen = find_served(view, order.chosen_arn);
        if (!chosen)
            return refused_with({"arn_not_found", fmt::format("{} is not there", order.chosen_arn),
                                 "choose another one, or run a discovery"});
        if (!chosen->deployment.empty() && chosen->deployment != order.deployment)
            return refused_as_kept(content, *chosen, "it was chosen",
                                   "give that deployment this certificate (retarget), or choose another ARN");
        return aimed_at(chosen, "it was chosen");
    }
    if (const Served* own = find_own(order, view)) return aimed_at(own, "the deployment keeps it");
    Target target = found_anew(content, order, view);
    if (!order.arn.empty())
        target.warnings.push_back(
            {"standing_arn_gone",
             fmt::format("{} is no longer there, and what used it has no certificate", order.arn)});
    return target;
}

}  // namespace certwright::lifecycle
