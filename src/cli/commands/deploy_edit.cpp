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
    const bool has_pause = given.has("--pause"), is_at_once = given.has("--all-at-once");
    if ((has_pause && is_at_once) || !(has_pause || is_at_once || given.has("--auto-redeploy")))
        throw Error{Fault::invalid, "one of --auto-redeploy, --pause and --all-at-once is needed",
                    "`certwright deploy edit --help` says what they mean"};
    json::object change;
    if (given.has("--auto-redeploy")) change["auto_redeploy"] = given.text("--auto-redeploy") == "on";
    if (is_at_once) change["pause_seconds"] = nullptr;
    if (has_pause) change["pause_seconds"] = seconds_of(given.text("--pause"));
    return change;
}

std::string told_change(const Given& given) {
    std::string told;
    if (given.has("--auto-redeploy"))
        told = given.text("--auto-redeploy") == "on" ? "follows renewals" : "follows no renewals";
    if (given.has("--pause")) told += (told.empty() ? "" : ", ") + ("a pause of " + given.text("--pause"));
    if (given.has("--all-at-once")) told += told.empty() ? "all at once" : ", all at once";
    return told;
}

void tell_of(const json::object& deployment, const std::string& change) {
    fmt::print("{} in {}: {}\n", inner(deployment, "certificate", "name"), shown(deployment, "region"),
               printable(change));
}

}  // namespace

Command edit_deployment_command() {
    return {
        .name = "edit",
        .meaning = "change whether renewals are followed, and the pause of careful roll-outs",
        .description =
            "Nothing is deployed by it. What waits for its turn waits as long as the pause from then on, "
            "or no longer.",
        .arguments = {deployment_name()},
        .options = {in_account(), in_region(),
                    choice("--auto-redeploy", {"on", "off"}, "whether every renewal is deployed too"),
                    option("--pause", "DURATION", "how far apart the regions take turns: 90s, 30m, 2h, 1d"),
                    toggle("--all-at-once", "no careful roll-out any more"), document_output()},
        .examples = {"certwright deploy edit shop --pause 2h",
                     "certwright deploy edit shop --auto-redeploy off",
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
                for (const json::object& deployment : chosen) tell_of(deployment, told_change(given));
                return Exit::done;
            },
    };
}

}  // namespace certwright::cli
