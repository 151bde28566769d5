#include "http/routes/discovery_document.hpp"

#include "base/json.hpp"
#include "http/routes/account_document.hpp"

#include <algorithm>

namespace certwright::http {

namespace {

Schema calls_schema() {
    return map_of(object("CallCounts", {{"calls", integer().describe("Requests sent, retries included.")},
                                        {"retries", integer()},
                                        {"throttles", integer()},
                                        {"failures", integer()}}))
        .describe("By operation, for example acm:ListCertificates.");
}

std::vector<Property> count_properties() {
    return {{"found", integer()},        {"new", integer()},        {"changed", integer()},
            {"missing", integer()},      {"unchanged", integer()},  {"details_pending", integer()},
            {"details_done", integer()}, {"calls", calls_schema()}, {"retries", integer()},
            {"throttles", integer()}};
}

Schema scope_schema() {
    std::vector<Property> properties{
        {"account", account_reference()},
        {"region", text().describe("aws-global for IAM and for the account's preparation.")},
        {"service", one_of({"account", "acm", "iam"})},
        {"state",
         one_of({"waiting", "sweeping", "detailing", "completed", "failed", "cancelled", "region_disabled"})},
        {"error", object("ScopeError", {{"code", text()},
                                        {"message", text().describe("In AWS's own words.")},
                                        {"operation", text()},
                                        {"hint", text()}})
                      .nullable()},
        {"notes", array_of(text())},
        {"started_at", time().nullable()},
        {"finished_at", time().nullable()}};
    for (const Property& property : count_properties()) properties.push_back(property);
    return object("DiscoveryScope", properties);
}

json::object write_reference(const inventory::AccountId& id, const std::string& name) {
    return {{"id", id.text()}, {"name", name}};
}

json::object write_calls(const inventory::Calls& calls) {
    json::object object;
    for (const auto& [operation, counts] : calls)
        object[operation] = json::object{{"calls", counts.calls},
                                         {"retries", counts.retries},
                                         {"throttles", counts.throttles},
                                         {"failures", counts.failures}};
    return object;
}

aws::CallCounts sum_of(const inventory::Calls& calls) {
    aws::CallCounts sum;
    for (const auto& [operation, counts] : calls) {
        sum.calls += counts.calls;
        sum.retries += counts.retries;
        sum.throttles += counts.throttles;
        sum.failures += counts.failures;
    }
    return sum;
}

/// What every line of a report counts, a scope's or the whole run's.
void write_counts(json::object& object, const inventory::RunScope& scope) {
    const aws::CallCounts sum = sum_of(scope.calls);
    object["found"] = scope.found;
    object["new"] = scope.fresh;
    object["changed"] = scope.changed;
    object["missing"] = scope.missing;
    object["unchanged"] = scope.unchanged;
    // A scope remembers how many it set out to ask for; people want to know how many are left.
    object["details_pending"] = std::max<std::int64_t>(0, scope.details_pending - scope.details_done);
    object["details_done"] = scope.details_done;
    object["calls"] = write_calls(scope.calls);
    object["retries"] = sum.retries;
    object["throttles"] = sum.throttles;
}

inventory::RunScope total_of(const inventory::DiscoveryRun& run) {
    inventory::RunScope total;
    for (const inventory::RunScope& scope : run.scopes) {
        total.found += scope.found;
        total.fresh += scope.fresh;
        total.changed += scope.changed;
        total.missing += scope.missing;
        total.unchanged += scope.unchanged;
        total.details_pending += scope.details_pending;
        total.details_done += scope.details_done;
        inventory::add(total.calls, scope.calls);
    }
    return total;
}

}  // namespace

Schema run_schema() {
    std::vector<Property> properties{
        {"id", text()},
        {"state", one_of({"running", "completed", "completed_with_errors", "failed", "cancelled"})},
        {"full", boolean()},
        {"requested_by", text()},
        {"started_at", time()},
        {"visible_at", time().nullable().describe("When every listing was complete.")},
        {"finished_at", time().nullable()},
        {"duration_seconds", number()},
        {"accounts", array_of(account_reference())},
        {"regions", array_of(text()).nullable()},
        {"calls_total", integer()},
        {"scopes_total", integer()},
        {"scopes_done", integer()},
        {"errors_count", integer()},
        optional("scopes", array_of(scope_schema()))};
    for (const Property& property : count_properties()) properties.push_back(property);
    return object("DiscoveryRun", properties);
}

json::object write_scope(const inventory::RunScope& scope) {
    json::value error = nullptr;
    if (scope.error)
        error = json::object{{"code", scope.error->code},
                             {"message", scope.error->message},
                             {"operation", scope.error->operation},
                             {"hint", scope.error->hint}};
    json::object object{{"account", write_reference(scope.account, scope.account_name)},
                        {"region", scope.region},
                        {"service", scope.service},
                        {"state", inventory::to_string(scope.state)},
                        {"error", std::move(error)},
                        {"notes", json::from_texts(scope.notes)},
                        {"started_at", json::from_time(scope.started_at)},
                        {"finished_at", json::from_time(scope.finished_at)}};
    write_counts(object, scope);
    return object;
}

json::object write_run(const inventory::DiscoveryRun& run, Scopes scopes, Time now) {
    const inventory::RunScope total = total_of(run);
    std::int64_t done = 0;
    std::int64_t errors = 0;
    for (const inventory::RunScope& scope : run.scopes) {
        done += inventory::is_final(scope.state);
        errors += scope.error.has_value();
    }
    json::array accounts;
    for (const inventory::RunAccount& account : run.accounts)
        accounts.push_back(write_reference(account.id, account.name));
    const auto took = std::chrono::duration<double>(run.finished_at.value_or(now) - run.started_at);
    json::object object{
        {"id", run.id.text()},
        {"state", inventory::to_string(run.state)},
        {"full", run.full},
        {"requested_by", run.requested_by},
        {"started_at", json::from_time(run.started_at)},
        {"visible_at", json::from_time(run.visible_at)},
        {"finished_at", json::from_time(run.finished_at)},
        {"duration_seconds", took.count()},
        {"accounts", std::move(accounts)},
        {"regions", run.regions.empty() ? json::value(nullptr) : json::value(json::from_texts(run.regions))},
        {"calls_total", sum_of(total.calls).calls},
        {"scopes_total", run.scopes.size()},
        {"scopes_done", done},
        {"errors_count", errors}};
    write_counts(object, total);
    if (scopes == Scopes::shown) {
        json::array list;
        for (const inventory::RunScope& scope : run.scopes) list.push_back(write_scope(scope));
        object["scopes"] = std::move(list);
    }
    return object;
}

}  // namespace certwright::http
