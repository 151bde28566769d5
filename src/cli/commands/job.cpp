#include "cli/commands/commands.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

Parameter job_id() {
    return argument("JOB", "the job's id, as `certwright job list` shows it");
}

std::string job_path(const Given& given) {
    return "/jobs/" + net::percent_encode(given.text("JOB"));
}

std::vector<Parameter> job_filters() {
    return {choice("--state", {"available", "running", "completed", "failed", "cancelled"},
                   "only jobs in this state"),
            option("--kind", "KIND", "only jobs of this kind, for example discovery.region"),
            option("--group", "GROUP", "only jobs that belong together, for example a discovery run's id")};
}

std::vector<Column> job_columns() {
    return {
        {"id", {}},
        {"kind", {}},
        {"state", {}},
        {"attempt",
         [](const json::object& row) { return shown(row, "attempt") + " of " + shown(row, "max_attempts"); }},
        {"created_at", [](const json::object& row) { return moment(row, "created_at"); }},
        {"outcome", {}},
        {"last_error", {}}};
}

Command list_jobs() {
    return {
        .name = "list",
        .meaning = "list jobs, newest first",
        .options = list_options(job_filters()),
        .run =
            [](const Given& given, Session& session) {
                return print_list(given, session.api(), "/jobs", query_of(given, job_filters()),
                                  job_columns(), "there is no such job");
            },
    };
}

void print_job(const json::object& job) {
    Facts facts;
    for (const char* key : {"id", "kind", "state", "group", "requested_by"}) facts.add(key, shown(job, key));
    facts.add("attempt", shown(job, "attempt") + " of " + shown(job, "max_attempts"));
    for (const char* key : {"created_at", "run_at", "started_at", "finished_at"})
        facts.add(key, moment(job, key));
    for (const char* key : {"worker", "arguments", "progress", "outcome", "last_error"})
        facts.add(key, shown(job, key));
    facts.print();
}

Command show_job() {
    return {
        .name = "show",
        .meaning = "show a job",
        .arguments = {job_id()},
        .options = {document_output()},
        .run =
            [](const Given& given, Session& session) {
                const json::value job = session.api().get(job_path(given));
                format_of(given) == Format::json ? print_json(job) : print_job(job.as_object());
                return Exit::done;
            },
    };
}

Command cancel_job() {
    return {
        .name = "cancel",
        .meaning = "cancel a job; a running one is asked to stop",
        .arguments = {job_id()},
        .run =
            [](const Given& given, Session& session) {
                const json::value job = session.api().post(job_path(given) + "/cancel");
                const bool is_running = json::text(job.as_object(), "state") == "running";
                fmt::print("{} the job {}\n", is_running ? "asked to stop" : "cancelled", given.text("JOB"));
                return Exit::done;
            },
    };
}

Command retry_job() {
    return {
        .name = "retry",
        .meaning = "try a failed or cancelled job again",
        .arguments = {job_id()},
        .run =
            [](const Given& given, Session& session) {
                session.api().post(job_path(given) + "/retry");
                fmt::print("the job {} will be tried again\n", given.text("JOB"));
                return Exit::done;
            },
    };
}

}  // namespace

Command job_commands() {
    return {
        .name = "job",
        .meaning = "background jobs: list, show, cancel, retry",
        .commands = {list_jobs(), show_job(), cancel_job(), retry_job()},
    };
}

}  // namespace certwright::cli
