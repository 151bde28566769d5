#include "cli/commands/run_report.hpp"

#include "cli/api.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

#include <chrono>
#include <thread>

namespace certwright::cli {
namespace {

std::int64_t count(const json::object& run, std::string_view key) {
    return json::integer(run, key).value_or(0);
}

void print_calls(const json::object& run) {
    const json::object& calls = run.at("calls").as_object();
    if (calls.empty()) return;
    fmt::print("\n");
    Listing listing{Format::table,
                    {{"operation", {}}, {"calls", {}}, {"retries", {}}, {"throttles", {}}, {"failures", {}}}};
    for (const auto& [operation, counts] : calls) {
        json::object row = counts.as_object();
        row["operation"] = operation;
        listing.add(row);
    }
    listing.finish("");
}

/// Only the places that somebody should look at: all is well in the others.
void print_trouble(const json::object& run) {
    const json::value* scopes = json::find(run, "scopes");
    if (!scopes) return;
    for (const json::value& one : scopes->as_array()) {
        const json::object& scope = one.as_object();
        const std::string where = fmt::format("{} {} {}", inner(scope, "account", "name"),
                                              shown(scope, "service"), shown(scope, "region"));
        if (json::find(scope, "error")) {
            fmt::print("\n{}: {}: {}\n", where, inner(scope, "error", "code"),
                       inner(scope, "error", "message"));
            if (const std::string hint = inner(scope, "error", "hint"); hint != "-")
                fmt::print("  hint: {}\n", hint);
        }
        for (const std::string& note : json::texts(scope, "notes"))
            fmt::print("\n{}: {}\n", where, printable(note));
    }
}

}  // namespace

void print_run(const json::object& run) {
    Facts facts;
    facts.add("run", shown(run, "id"));
    facts.add("state", shown(run, "state"));
    facts.add("started", moment(run, "started_at"));
    facts.add("took", fmt::format("{:.1f} s", run.at("duration_seconds").to_number<double>()));
    facts.add("certificates", fmt::format("{} found: {} new, {} changed, {} unchanged, {} missing",
                                          count(run, "found"), count(run, "new"), count(run, "changed"),
                                          count(run, "unchanged"), count(run, "missing")));
    facts.add("details", fmt::format("{} asked for, {} to come", count(run, "details_done"),
                                     count(run, "details_pending")));
    facts.add("calls", fmt::format("{}, {} of them retries, {} throttled", count(run, "calls_total"),
                                   count(run, "retries"), count(run, "throttles")));
    facts.print();
    print_trouble(run);
    print_calls(run);
}

std::string progress_of(const json::object& run) {
    const std::int64_t pending = count(run, "details_pending");
    return fmt::format("{} of {} scopes done, {} found{}", count(run, "scopes_done"),
                       count(run, "scopes_total"),
                       counted(count(run, "found"), "certificate", "certificates"),
                       pending > 0 ? fmt::format(", details of {} to come", pending) : "");
}

json::object wait_for_run(Api& api, const std::string& id) {
    constexpr auto pause = std::chrono::milliseconds{500};
    Progress progress;
    for (;;) {
        json::object run = api.get("/discovery_runs/" + net::percent_encode(id)).as_object();
        if (json::text(run, "state") != "running") return run;
        progress.show(progress_of(run));
        std::this_thread::sleep_for(pause);
    }
}

Exit outcome_of_run(const json::object& run) {
    const std::string state = json::text(run, "state").value_or("");
    if (state == "completed" || state == "running") return Exit::done;
    if (state == "completed_with_errors") return Exit::completed_with_errors;
    return state == "cancelled" ? Exit::not_completed : Exit::failed;
}

}  // namespace certwright::cli
