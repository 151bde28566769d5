#include "cli/commands/deploy_edit.hpp"

#include "base/error.hpp"
#include "cli/commands/deploy_chosen.hpp"
#include "cli/commands/deploy_parameters.hpp"
#include "cli/commands/deploy_report.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

json::object change_of(const Given& given) {
    if (given.has("--pause") == given.has("--all-at-once"))
        throw Error{Fault::invalid, "either --pause or --all-at-once is needed",
                    "`certwright deploy edit --help` says what they mean"};
    if (given.has("--all-at-once")) return {{"pause_seconds", nullptr}};
    return {{"pause_seconds", seconds_of(given.text("--pause"))}};
}

void tell_of(const json::object& deployment, const std::string& pause) {
    fmt::print("{} in {}: {}\n", inner(deployment, "certificate", "name"), shown(deployment, "region"),
               pause);
}

}  // namespace

Command edit_deployment_command() {
    return {
        .name = "edit",
        .meaning = "change the pause of careful roll-outs, or take it off",
        .description = "What waits for its turn waits so long from then on, or no longer.",
        .arguments = {deployment_name()},
        .options = {in_account(), in_region(),
                    option("--pause", "DURATION", "how far apart the regions take turns: 90s, 30m, 2h, 1d"),
                    toggle("--all-at-once", "no careful roll-out any more"), document_output()},
        .examples = {"certwright deploy edit shop --pause 2h",
                     "certwright deploy edit shop --region eu-west-1 --all-at-once"},
        .run =
            [](const Given& given, Session& session) {
                Api& api = session.api();
                const json::object change = change_of(given);
                auto chosen = chosen_deployments(given, api, [](const json::object&) { return true; });
                for (json::object& deployment : chosen)
                    deployment =
                        api.patch("/deployments/" + *json::text(deployment, "id"), change).as_object();
                if (format_of(given) == Format::json) {
                    print_json_of(chosen);
                    return Exit::done;
                }
                const std::string pause =
                    given.has("--pause") ? "a pause of " + given.text("--pause") : "all at once";
                for (const json::object& deployment : chosen) tell_of(deployment, pause);
                return Exit::done;
            },
    };
}

}  // namespace certwright::cli
