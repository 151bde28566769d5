#include "cli/commands/deploy_retry.hpp"

#include "cli/commands/deploy_chosen.hpp"
#include "cli/commands/deploy_report.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

namespace certwright::cli {
namespace {

bool has_failed(const json::object& deployment) {
    const auto state = json::text(deployment, "state");
    return state == "failed" || state == "cancelled";
}

/// Cancelling what has come to rest is refused.
bool is_under_way(const json::object& deployment) {
    const auto state = json::text(deployment, "state");
    return state != "deployed" && state != "removed" && !has_failed(deployment);
}

std::vector<json::object> ask_each(Api& api, std::vector<json::object> chosen, const std::string& what) {
    for (json::object& deployment : chosen)
        deployment = api.post("/deployments/" + *json::text(deployment, "id") + what).as_object();
    return chosen;
}

Exit finish(const Given& given, Api& api, std::vector<json::object> chosen) {
    if (given.has("--wait")) chosen = wait_for_deployments(api, chosen);
    format_of(given) == Format::table ? print_deployments(chosen) : print_json_of(chosen);
    return given.has("--wait") ? outcome_of_deployments(chosen) : Exit::done;
}

}  // namespace

Command retry_command() {
    return {
        .name = "retry",
        .meaning = "try what failed or was cancelled again",
        .arguments = {deployment_name()},
        .options = {in_account(), in_region(), toggle("--wait", "wait for the end"), document_output()},
        .examples = {"certwright deploy retry shop --region eu-west-1 --wait"},
        .run =
            [](const Given& given, Session& session) {
                Api& api = session.api();
                auto chosen = chosen_deployments(
                    given, api, has_failed,
                    {"has failed or was cancelled", "`certwright deploy CERT` deploys it again"});
                return finish(given, api, ask_each(api, std::move(chosen), "/retry"));
            },
    };
}

Command cancel_command() {
    return {
        .name = "cancel",
        .meaning = "cancel what has not been sent yet; what is under way ends first",
        .arguments = {deployment_name()},
        .options = {in_account(), in_region(), toggle("--wait", "wait for the end"), document_output()},
        .examples = {"certwright deploy cancel shop --region eu-west-1"},
        .run =
            [](const Given& given, Session& session) {
                Api& api = session.api();
                auto chosen =
                    chosen_deployments(given, api, is_under_way,
                                       {"is under way", "`certwright deploy list` shows how they ended"});
                return finish(given, api, ask_each(api, std::move(chosen), "/cancel"));
            },
    };
}

}  // namespace certwright::cli
