#include "lifecycle/deployment/preflight.hpp"

#include "base/error.hpp"
#include "lifecycle/deployment/import_rules.hpp"
#include "lifecycle/deployment/reimport_rules.hpp"
#include "lifecycle/deployment/step_rules.hpp"
#include "lifecycle/deployment/target.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

constexpr QuotaRule held_rule{"imported_quota", "imported certificates are held",
                              "ask AWS to raise the quota, delete what is not needed, or use another region"};
constexpr QuotaRule yearly_rule{
    "yearly_import_quota", "imports of a year are made",
    "ask AWS to raise the quota, or use another region; deleting gives none of them back"};

/// A re-import holds no more certificates; whether it counts as an import of the year AWS does not say.
void judge_quotas(const RegionView& view, Step& step) {
    if (step.action == Action::first_import) {
        judge_quota(view.imported, held_rule, step);
        judge_quota(view.imported_in_year, yearly_rule, step);
    } else {
        warn_of_quota(view.imported_in_year, yearly_rule, step);
    }
}

void warn_of_users(const Served& served, Step& step) {
    if (served.in_use_by.empty()) return;
    step.warnings.push_back(
        {"in_use", fmt::format("{} in use by {}", served.arn, fmt::join(served.in_use_by, ", "))});
}

bool serves_already(const Content& content, const Served& served) {
    return served.fingerprint_sha256 == content.leaf.fingerprint_sha256 &&
           is_chain_served(content.issuers, served);
}

/// What keeps the next version, or this one after a loss, from being imported.
void turn_into_warnings(const std::vector<Refusal>& refusals, Step& step) {
    for (const Refusal& refusal : refusals) step.warnings.push_back({refusal.rule, refusal.message});
}

void judge_reimport(const Content& content, const Served& served, Time now, Step& step) {
    step.arn = served.arn;
    if (serves_already(content, served)) {
        step.action = Action::nothing_to_do;
        step.reason += "; it is served already";
        turn_into_warnings(revocation_refusals(content), step);
        turn_into_warnings(acm_import_refusals(content, now), step);
        return;
    }
    step.action = Action::reimport;
    if (served.fingerprint_sha256 == content.leaf.fingerprint_sha256)
        step.reason += "; its chain is another one";
    add(step.refusals, reimport_refusals(content, served));
    if (served.fingerprint_sha256.empty() || !served.key_usages || !served.extended_key_usages)
        step.warnings.push_back(
            {"details_pending", "what is there is not known in full yet; AWS may refuse to replace it"});
    warn_of_users(served, step);
}

}  // namespace

std::string_view to_string(Action action) {
    switch (action) {
        case Action::first_import:
            return "first_import";
        case Action::reimport:
            return "reimport";
        case Action::nothing_to_do:
            return "nothing_to_do";
        case Action::choose:
            return "choose";
        case Action::refused:
            return "refused";
    }
    ensure(false, "an action is one of the enumeration");
    return {};
}

const std::vector<std::string>& needed_permissions() {
    static const std::vector<std::string> needed{"acm:ImportCertificate", "acm:DescribeCertificate",
                                                 "acm:GetCertificate", "acm:AddTagsToCertificate"};
    return needed;
}

Step preflight(const Content& content, const DeploymentOrder& order, const RegionView& view, Time now) {
    Target target = find_target(content, order, view);
    Step step;
    step.reason = std::move(target.reason);
    step.candidates = std::move(target.candidates);
    step.refusals = std::move(target.refusals);
    step.warnings = std::move(target.warnings);
    if (target.kind == Target::Kind::several) step.action = Action::choose;
    if (target.kind == Target::Kind::fresh) {
        step.action = Action::first_import;
        add(step.refusals, tag_refusals(order.tags));
    }
    if (target.kind == Target::Kind::existing) judge_reimport(content, *target.served, now, step);
    add(step.warnings, advice_on(content, view.destination));
    if (step.action == Action::nothing_to_do) return step;
    // What cannot be imported at all need not be chosen first.
    add(step.refusals, revocation_refusals(content));
    add(step.refusals, acm_import_refusals(content, now));
    refuse_missing_permissions(view.missing_permissions, needed_permissions(), step);
    judge_quotas(view, step);
    if (!step.refusals.empty()) step.action = Action::refused;
    return step;
}

}  // namespace certwright::lifecycle
