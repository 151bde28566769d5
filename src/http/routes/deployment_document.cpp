#include "http/routes/deployment_document.hpp"

#include "base/json.hpp"
#include "http/routes/certificate_document.hpp"
#include "lifecycle/deployment/deployment_state_names.hpp"
#include "lifecycle/roll_out.hpp"

namespace certwright::http {

namespace {

Schema reference() {
    return object("Reference", {{"id", text()}, {"name", text()}});
}

json::value write_seen(const std::optional<lifecycle::Seen>& seen) {
    if (!seen) return nullptr;
    return json::object{{"fingerprint_sha256", seen->fingerprint_sha256},
                        {"serial", seen->serial},
                        {"at", json::from_time(seen->at)}};
}

}  // namespace

Schema refusal_schema() {
    return object("Refusal", {{"rule", text().describe("A name for programs, which never changes.")},
                              {"message", text()},
                              {"hint", text()}});
}

json::object write_refusal(const lifecycle::Refusal& refusal) {
    return {{"rule", refusal.rule}, {"message", refusal.message}, {"hint", refusal.hint}};
}

Schema deployment_state_schema() {
    return one_of({lifecycle::deployment_state_names.begin(), lifecycle::deployment_state_names.end()});
}

Schema deployment_schema() {
    return object(
        "Deployment",
        {{"id", text()},
         {"certificate", reference()},
         {"account", reference()},
         {"region", text()},
         {"service", one_of({"acm", "iam"})},
         {"path", text().describe("Of what is uploaded to IAM.")},
         {"replace", boolean()},
         {"auto_redeploy", boolean()},
         {"pause_seconds", integer().nullable().describe("Between the turns of a careful roll-out.")},
         {"waits_for_turn", boolean().describe("Its turn in a careful roll-out has not come.")},
         {"waits_until", time().nullable().describe("When it comes; null while those before are at work.")},
         {"tags", map_of(text())},
         {"chosen_arn", text().nullable()},
         {"state", deployment_state_schema()},
         {"sync_state", sync_state_schema()},
         {"is_accepted", boolean().describe("It is out of sync, and somebody has accepted that: no mismatch, "
                                            "and no later version is deployed by itself.")},
         {"arn", text().nullable()},
         {"wanted_sha256", text().describe("Of the version that AWS is to serve.")},
         {"seen", object("Seen", {{"fingerprint_sha256", text()}, {"serial", text()}, {"at", time()}})
                      .nullable()
                      .describe("What AWS was seen serving.")},
         {"cancel_requested", boolean()},
         {"problem", refusal_schema().nullable()},
         {"revision", integer()},
         {"created_by", text()},
         {"created_at", time()},
         {"updated_at", time()}});
}

json::object write_deployment(const lifecycle::ListedDeployment& listed) {
    const lifecycle::Deployment& deployment = listed.deployment;
    const bool waits = lifecycle::waits_for_turn(deployment);
    json::object tags;
    for (const auto& [key, value] : deployment.settings.tags) tags[key] = value;
    return {{"id", deployment.id.text()},
            {"certificate",
             json::object{{"id", deployment.certificate.text()}, {"name", deployment.certificate_name}}},
            {"account", json::object{{"id", deployment.account.text()}, {"name", deployment.account_name}}},
            {"region", deployment.region},
            {"service", deployment.service},
            {"path", deployment.settings.path},
            {"replace", deployment.settings.replace},
            {"auto_redeploy", deployment.settings.auto_redeploy},
            {"pause_seconds", deployment.settings.pause
                                  ? json::value(std::int64_t{deployment.settings.pause->count()})
                                  : json::value(nullptr)},
            {"waits_for_turn", waits},
            {"waits_until", json::from_time(waits ? deployment.held_until : std::nullopt)},
            {"tags", std::move(tags)},
            {"chosen_arn", json::or_null(deployment.settings.chosen_arn)},
            {"state", to_string(deployment.course.state)},
            {"sync_state", to_string(listed.sync_state)},
            {"is_accepted", listed.is_accepted},
            {"arn", json::or_null(deployment.course.arn)},
            {"wanted_sha256", deployment.course.wanted},
            {"seen", write_seen(deployment.seen)},
            {"cancel_requested", deployment.course.is_cancelled},
            {"problem", deployment.problem.rule.empty() ? json::value(nullptr)
                                                        : json::value(write_refusal(deployment.problem))},
            {"revision", deployment.revision},
            {"created_by", deployment.created_by},
            {"created_at", json::from_time(deployment.created_at)},
            {"updated_at", json::from_time(deployment.updated_at)}};
}

Schema quota_schema() {
    return object("QuotaUse",
                  {{"used", integer()},
                   {"limit", integer()},
                   {"is_default", boolean().describe("AWS's default; the account's may be another.")},
                   {"default_because", text().nullable().describe("Why the account's is not known.")}})
        .nullable();
}

json::value write_quota(const std::optional<lifecycle::QuotaUse>& quota) {
    if (!quota) return nullptr;
    const lifecycle::Limit& limit = quota->limit;
    return json::object{{"used", quota->used},
                        {"limit", limit.most},
                        {"is_default", limit.is_default()},
                        {"default_because", json::or_null(limit.default_because)}};
}

Schema planned_region_schema() {
    return object(
        "PlannedRegion",
        {{"region", text()},
         {"deployment", text().nullable().describe("The order that stands there already.")},
         {"action", one_of({"first_import", "reimport", "nothing_to_do", "choose", "refused"})},
         {"arn", text().nullable()},
         {"reason", text()},
         {"candidates", array_of(object("Candidate", {{"arn", text()},
                                                      {"same", one_of({"fingerprint", "key", "names"})},
                                                      {"not_after", time().nullable()},
                                                      {"users", integer().describe("Resources that use it.")},
                                                      {"obstacle", text().nullable()}}))},
         {"refusals", array_of(refusal_schema())},
         {"warnings", array_of(object("Warning", {{"rule", text()}, {"message", text()}}))},
         {"imported", quota_schema().describe("Imported certificates held; server certificates in IAM.")},
         {"imported_in_year", quota_schema().describe("Imports of the last 365 days.")}});
}

json::object write_planned_region(const lifecycle::PlannedRegion& planned) {
    const lifecycle::Step& step = planned.step;
    json::array candidates, refusals, warnings;
    for (const auto& candidate : step.candidates)
        candidates.push_back(json::object{{"arn", candidate.arn},
                                          {"same", to_string(candidate.why)},
                                          {"not_after", json::from_time(candidate.not_after)},
                                          {"users", static_cast<std::int64_t>(candidate.users)},
                                          {"obstacle", json::or_null(candidate.obstacle)}});
    for (const auto& refusal : step.refusals) refusals.push_back(write_refusal(refusal));
    for (const auto& warning : step.warnings)
        warnings.push_back(json::object{{"rule", warning.rule}, {"message", warning.message}});
    return {{"region", planned.region},
            {"deployment", json::or_null(planned.deployment)},
            {"action", to_string(step.action)},
            {"arn", json::or_null(step.arn)},
            {"reason", step.reason},
            {"candidates", std::move(candidates)},
            {"refusals", std::move(refusals)},
            {"warnings", std::move(warnings)},
            {"imported", write_quota(planned.imported)},
            {"imported_in_year", write_quota(planned.imported_in_year)}};
}

}  // namespace certwright::http
