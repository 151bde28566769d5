#include "cli/commands/deploy_report.hpp"

#include "cli/api.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace certwright::cli {
namespace {

bool has_come_to_rest(const json::object& deployment) {
    const std::string state = shown(deployment, "state");
    return state == "deployed" || state == "failed" || state == "cancelled" || state == "removed";
}

std::string progress_of_all(const std::vector<json::object>& deployments) {
    const auto resting = std::ranges::count_if(deployments, has_come_to_rest);
    std::string line =
        fmt::format("{} of {} done", resting, counted(std::ssize(deployments), "region", "regions"));
    for (const json::object& deployment : deployments)
        if (!has_come_to_rest(deployment))
            line += fmt::format(", {} {}", shown(deployment, "region"), shown(deployment, "state"));
    return line.substr(0, 120);
}

void print_problem(const json::object& deployment, const std::string& place) {
    if (!json::find(deployment, "problem")) return;
    fmt::print(stderr, "{}: {}: {}\n", place, inner(deployment, "problem", "rule"),
               inner(deployment, "problem", "message"));
    if (const std::string hint = inner(deployment, "problem", "hint"); hint != "-")
        fmt::print(stderr, "  hint: {}\n", hint);
}

}  // namespace

std::string quota_of(const json::object& region) {
    const json::value* found = json::find(region, "imported");
    if (!found) return "-";
    const json::object& quota = found->as_object();
    return fmt::format("{} of {}{}", shown(quota, "used"), shown(quota, "limit"),
                       json::boolean(quota, "is_default").value_or(false) ? " (AWS's default)" : "");
}

bool is_refused(const json::object& region) {
    const std::string action = shown(region, "action");
    return action == "refused" || action == "choose";
}

/// "--arn ARN  (the same names, until 2027-01-01, used by 2)"
void print_candidates(const json::object& region) {
    for (const json::value& each : region.at("candidates").as_array()) {
        const json::object& candidate = each.as_object();
        if (shown(candidate, "obstacle") != "-") continue;
        fmt::print(stderr, "  --arn {}  (the same {}, until {}, used by {})\n", shown(candidate, "arn"),
                   shown(candidate, "same"), day(candidate, "not_after"), shown(candidate, "users"));
    }
}

/// What keeps it from being done is more than why it would be.
std::string reason_of(const json::object& region) {
    const json::array& refusals = region.at("refusals").as_array();
    return refusals.empty() ? shown(region, "reason") : shown(refusals.front().as_object(), "message");
}

void print_refusals(const json::array& regions) {
    for (const json::value& one : regions) {
        const json::object& region = one.as_object();
        const std::string where = shown(region, "region");
        for (const json::value& refusal : region.at("refusals").as_array()) {
            const json::object& told = refusal.as_object();
            fmt::print(stderr, "{}: refused by the rule {}: {}\n", where, shown(told, "rule"),
                       shown(told, "message"));
            if (const std::string hint = shown(told, "hint"); hint != "-")
                fmt::print(stderr, "  hint: {}\n", hint);
        }
        if (shown(region, "action") != "choose") continue;
        fmt::print(stderr, "{}: {}\n", where, shown(region, "reason"));
        print_candidates(region);
    }
}

void print_plan(const json::array& regions) {
    Listing listing{
        Format::table,
        {{"region", {}}, {"action", {}}, {"arn", {}}, {"imported", quota_of}, {"reason", reason_of}}};
    for (const json::value& region : regions) listing.add(region.as_object());
    listing.finish("");
    print_refusals(regions);
    for (const json::value& one : regions)
        for (const json::value& warning : one.as_object().at("warnings").as_array())
            fmt::print(stderr, "{}: {}\n", shown(one.as_object(), "region"),
                       shown(warning.as_object(), "message"));
}

void print_deployments(const std::vector<json::object>& deployments) {
    Listing listing{Format::table,
                    {{"region", {}},
                     {"state", {}},
                     {"serial", [](const json::object& row) { return inner(row, "seen", "serial"); }},
                     {"arn", {}}}};
    for (const json::object& deployment : deployments) listing.add(deployment);
    listing.finish("");
    for (const json::object& deployment : deployments) print_problem(deployment, shown(deployment, "region"));
}

void print_json_of(const std::vector<json::object>& deployments) {
    json::array all;
    for (const json::object& deployment : deployments) all.push_back(deployment);
    print_json(all);
}

void print_deployments_of_many(const std::vector<json::object>& deployments, Format format) {
    if (format == Format::json) {
        print_json(json::array(deployments.begin(), deployments.end()));
        return;
    }
    const auto certificate = [](const json::object& row) { return inner(row, "certificate", "name"); };
    Listing listing{Format::table,
                    {{"certificate", certificate}, {"region", {}}, {"state", {}}, {"arn", {}}}};
    for (const json::object& deployment : deployments) listing.add(deployment);
    listing.finish("");
    for (const json::object& deployment : deployments)
        print_problem(deployment, certificate(deployment) + " in " + shown(deployment, "region"));
}

std::vector<json::object> wait_for_deployments(Api& api, const std::vector<json::object>& deployments) {
    constexpr auto pause = std::chrono::milliseconds{500};
    std::vector<json::object> latest = deployments;
    Progress progress;
    for (;;) {
        for (json::object& deployment : latest)
            if (!has_come_to_rest(deployment))
                deployment = api.get("/deployments/" + *json::text(deployment, "id")).as_object();
        if (std::ranges::all_of(latest, has_come_to_rest)) return latest;
        progress.show(progress_of_all(latest));
        std::this_thread::sleep_for(pause);
    }
}

Exit outcome_of_deployments(const std::vector<json::object>& deployments) {
    const auto in_state = [&](std::string_view state) {
        return std::ranges::count_if(
            deployments, [&](const json::object& one) { return json::text(one, "state") == state; });
    };
    const auto failed = in_state("failed"), cancelled = in_state("cancelled") + in_state("removed");
    if (failed == 0) return cancelled == 0 ? Exit::done : Exit::not_completed;
    return failed == std::ssize(deployments) ? Exit::failed : Exit::completed_with_errors;
}

}  // namespace certwright::cli
