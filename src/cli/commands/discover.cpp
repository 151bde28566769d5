#include "cli/api.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/run_report.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

Exit discover(const Given& given, Session& session) {
    Api& api = session.api();
    json::object run = api.post("/discovery_runs", {{"accounts", json::from_texts(given.texts("--account"))},
                                                    {"regions", json::from_texts(given.texts("--region"))},
                                                    {"full", given.has("--full")}})
                           .as_object();
    const std::string id = json::text(run, "id").value_or("");
    const bool is_table = format_of(given) == Format::table;
    if (given.has("--wait")) {
        run = wait_for_run(api, id);
        is_table ? print_run(run) : print_json(run);
        return outcome_of_run(run);
    }
    if (is_table) {
        fmt::print("started the discovery run {}\n", id);
        fmt::print(stderr, "hint: `certwright discovery watch {}` shows how it goes\n", id);
    } else {
        print_json(run);
    }
    return Exit::done;
}

}  // namespace

Command discover_command() {
    return {
        .name = "discover",
        .meaning = "look for certificates in AWS",
        .description =
            "Starts a discovery run of every enabled account, or of those that are named. With --wait it "
            "ends with 0 "
            "when all went well, with 3 when some regions or accounts failed, with 1 when all did, with 4 "
            "when it was "
            "cancelled; interrupting the wait does not stop the run.",
        .options = {options("--account", "NAME", "only this account: its name, id or AWS account id"),
                    options("--region", "REGION", "only this region"),
                    toggle(
                        "--full",
                        "ask for the details of every certificate again, not only of new and changed ones"),
                    toggle("--wait", "wait for the end and print the report"), document_output()},
        .examples = {"certwright discover --wait",
                     "certwright discover --account production --region eu-west-1 --wait"},
        .run = discover,
    };
}

}  // namespace certwright::cli
