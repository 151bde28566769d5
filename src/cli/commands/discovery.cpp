#include "cli/commands/commands.hpp"
#include "cli/commands/run_report.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

Parameter run_id() {
    return argument("RUN", "the run's id, as `certwright discovery list` shows it");
}

std::string run_path(const Given& given) {
    return "/discovery_runs/" + net::percent_encode(given.text("RUN"));
}

std::string accounts_of(const json::object& run) {
    std::string names;
    for (const json::value& account : run.at("accounts").as_array())
        names += (names.empty() ? "" : ", ") + shown(account.as_object(), "name");
    return names;
}

std::vector<Column> run_columns() {
    return {{"id", {}},
            {"state", {}},
            {"started_at", [](const json::object& row) { return moment(row, "started_at"); }},
            {"accounts", accounts_of},
            {"found", {}},
            {"new", {}},
            {"changed", {}},
            {"missing", {}},
            {"calls_total", {}},
            {"errors_count", {}}};
}

Command list_runs() {
    return {
        .name = "list",
        .meaning = "list discovery runs, newest first",
        .options = list_options(),
        .run =
            [](const Given& given, Session& session) {
                return print_list(given, session.api(), "/discovery_runs", {}, run_columns(),
                                  "there was no discovery yet; `certwright discover` starts one");
            },
    };
}

Command show_run() {
    return {
        .name = "show",
        .meaning = "show the report of a discovery run",
        .arguments = {run_id()},
        .options = {document_output()},
        .run =
            [](const Given& given, Session& session) {
                const json::value run = session.api().get(run_path(given));
                format_of(given) == Format::json ? print_json(run) : print_run(run.as_object());
                return Exit::done;
            },
    };
}

Command watch_run() {
    return {
        .name = "watch",
        .meaning = "wait for the end of a discovery run and show its report",
        .description = "Ends as `certwright discover --wait` does.",
        .arguments = {run_id()},
        .options = {document_output()},
        .run =
            [](const Given& given, Session& session) {
                const json::object run = wait_for_run(session.api(), given.text("RUN"));
                format_of(given) == Format::json ? print_json(run) : print_run(run);
                return outcome_of_run(run);
            },
    };
}

Command cancel_run() {
    return {
        .name = "cancel",
        .meaning = "cancel a discovery run; what it found so far stays",
        .arguments = {run_id()},
        .run =
            [](const Given& given, Session& session) {
                session.api().post(run_path(given) + "/cancel");
                fmt::print("cancelled the discovery run {}\n", given.text("RUN"));
                return Exit::done;
            },
    };
}

}  // namespace

Command discovery_commands() {
    return {
        .name = "discovery",
        .meaning = "discovery runs: list, show, watch, cancel",
        .commands = {list_runs(), show_run(), watch_run(), cancel_run()},
    };
}

}  // namespace certwright::cli
