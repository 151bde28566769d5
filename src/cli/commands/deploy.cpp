#include "app/state_names.hpp"
#include "base/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/deploy_bulk.hpp"
#include "cli/commands/deploy_chosen.hpp"
#include "cli/commands/deploy_edit.hpp"
#include "cli/commands/deploy_parameters.hpp"
#include "cli/commands/deploy_report.hpp"
#include "cli/commands/deploy_retarget.hpp"
#include "cli/commands/deploy_retry.hpp"
#include "cli/commands/deploy_superseded.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::cli {
namespace {

/// The region that an ARN names: "arn:aws:acm:REGION:…".
std::string region_of(const std::string& arn) {
    std::size_t from = 0;
    for (int colon = 0; colon < 3; ++colon) {
        from = arn.find(':', from);
        if (from == std::string::npos)
            throw Error{Fault::invalid, fmt::format("'{}' is no ARN", printable(arn))};
        ++from;
    }
    return arn.substr(from, arn.find(':', from) - from);
}

json::object wish_of(const Given& given) {
    if (!given.has("CERT"))
        throw Error{Fault::invalid, "CERT is missing",
                    "write certwright deploy CERT --account NAME --regions REGION,REGION, or --group NAME or "
                    "--filter QUERY in place of CERT"};
    json::object wish = places_of(given);
    wish["certificate"] = given.text("CERT");
    json::object arns;
    for (const std::string& arn : given.texts("--arn")) arns[region_of(arn)] = arn;
    if (!arns.empty()) wish["arns"] = std::move(arns);
    return wish;
}

std::vector<json::object> objects_of(const json::value& list) {
    std::vector<json::object> found;
    for (const json::value& item : list.as_object().at("items").as_array()) found.push_back(item.as_object());
    return found;
}

Exit deploy(const Given& given, Session& session) {
    if (given.has("--group") || given.has("--filter")) return deploy_many(given, session);
    Api& api = session.api();
    json::object wish = wish_of(given);
    json::object order;
    read_order_options(given, order);
    const bool is_table = format_of(given) == Format::table;
    const json::value plan = api.post("/deployments/preflight", wish);
    const json::array& regions = plan.as_object().at("items").as_array();
    const bool refused = std::ranges::any_of(
        regions, [](const json::value& region) { return is_refused(region.as_object()); });
    if (given.has("--dry-run")) {
        is_table ? print_plan(regions) : print_json(regions);
        return refused ? Exit::refused : Exit::done;
    }
    if (refused) {
        print_refusals(regions);
        fmt::print(stderr, "certwright: nothing was deployed\n");
        return Exit::refused;
    }
    for (const auto& [key, value] : order) wish[key] = value;
    auto deployments = objects_of(api.post("/deployments", wish));
    if (given.has("--wait")) deployments = wait_for_deployments(api, deployments);
    is_table ? print_deployments(deployments) : print_json_of(deployments);
    if (given.has("--wait")) return outcome_of_deployments(deployments);
    if (is_table) fmt::print(stderr, "hint: `certwright deploy list` shows how it goes\n");
    return Exit::done;
}

std::vector<std::string> sync_states() {
    std::vector<std::string> states{app::sync_state_names.begin(), app::sync_state_names.end()};
    states.emplace_back("mismatch");
    return states;
}

std::vector<Parameter> filters_of_deployments() {
    return {option("--certificate", "NAME", "of this certificate"),
            option("--account", "NAME", "in this account"),
            option("--region", "REGION", "in this region"),
            choice("--service", {"acm", "iam"}, "of this service"),
            choice("--state", {app::deployment_state_names.begin(), app::deployment_state_names.end()},
                   "in this state"),
            choice("--sync-state", sync_states(),
                   "whether AWS serves what the repository holds; mismatch: any that is "
                   "red")};
}

/// "2027-01-31 12:00:00Z" of one that waits for its turn in a roll-out.
std::string turn_of(const json::object& row) {
    if (!json::boolean(row, "waits_for_turn").value_or(false)) return "-";
    return json::text(row, "waits_until") ? moment(row, "waits_until") : "the regions before it";
}

/// What somebody has accepted is no mismatch.
std::string sync_of_deployment(const json::object& row) {
    const std::string state = shown(row, "sync_state");
    return json::boolean(row, "is_accepted").value_or(false) ? state + " (accepted)" : state;
}

/// "key_type_changes: …", on one line.
std::string told_problem(const json::object& row) {
    if (!json::find(row, "problem")) return "-";
    return inner(row, "problem", "rule") + ": " + inner(row, "problem", "message");
}

Command list_deployments_command() {
    return {
        .name = "list",
        .meaning = "list the deployments",
        .options = list_options(filters_of_deployments()),
        .examples = {"certwright deploy list --state failed"},
        .run =
            [](const Given& given, Session& session) {
                const Query filters = query_of(given, filters_of_deployments());
                return print_list(
                    given, session.api(), "/deployments", filters,
                    {{"id", {}},
                     {"certificate",
                      [](const json::object& row) { return inner(row, "certificate", "name"); }},
                     {"account", [](const json::object& row) { return inner(row, "account", "name"); }},
                     {"region", {}},
                     {"state", {}},
                     {"sync_state", sync_of_deployment},
                     {"waits_until", turn_of},
                     {"auto_redeploy", {}},
                     {"arn", {}},
                     {"problem", told_problem}},
                    filters.empty() ? "nothing is deployed; `certwright deploy CERT` does it"
                                    : "no deployment matches");
            },
    };
}

Command remove_command() {
    return {
        .name = "remove",
        .meaning = "stop managing deployments; AWS keeps the certificates",
        .arguments = {deployment_name()},
        .options = {in_account(), in_region()},
        .examples = {"certwright deploy remove shop --account demo"},
        .run =
            [](const Given& given, Session& session) {
                Api& api = session.api();
                const auto chosen = chosen_deployments(given, api, [](const json::object&) { return true; });
                for (const json::object& deployment : chosen) {
                    api.remove("/deployments/" + *json::text(deployment, "id"));
                    fmt::print("{} in {} is no longer managed\n", inner(deployment, "certificate", "name"),
                               shown(deployment, "region"));
                }
                return Exit::done;
            },
    };
}

}  // namespace

Command deploy_commands() {
    Parameter certificate = argument("CERT", "the certificate's name or id in the repository");
    certificate.required = false;
    return {
        .name = "deploy",
        .meaning = "deploy certificates of the repository to ACM and IAM, and keep them there",
        .description =
            "Looks first at what each region serves: when a rule forbids it in one of them, nothing is "
            "deployed, "
            "the rule is named and the command ends with 2. With --wait it ends with 0 when every region "
            "serves "
            "the certificate, with 3 when some failed, with 1 when all did, with 4 when they were cancelled. "
            "An "
            "order stands: the same command again changes it, and no ARN.",
        .arguments = {certificate},
        .options = {option("--account", "NAME", "the account: its name, id or AWS account id"),
                    options("--regions", "REGION,...", "the regions, with commas between them"),
                    choice("--service", {"acm", "iam"}, "acm, or iam, which has no regions"),
                    option("--path", "PATH", "in IAM; CloudFront takes those below /cloudfront/"),
                    toggle("--replace", "take the same certificate over when it is found there"),
                    toggle("--auto-redeploy", "deploy every renewal too"),
                    option("--group", "NAME", "in place of CERT: all certificates of this group"),
                    option("--filter", "QUERY",
                           "in place of CERT: all that the list finds by it, 'owner=payments&tag=env=live'"),
                    toggle("--skip-refused", "of many: deploy the others where some are refused"),
                    option("--pause", "DURATION",
                           "a careful roll-out: regions where nothing uses the certificate first, then the "
                           "others one by one, so far apart: 90s, 30m, 2h, 1d"),
                    options("--arn", "ARN", "what is to be replaced, where there are several"),
                    options("--tag", "KEY=VALUE", "a tag of what is imported for the first time"),
                    toggle("--dry-run", "only tell what would happen"),
                    toggle("--wait", "wait until every region has come to rest"), document_output()},
        .examples = {"certwright deploy shop --account demo --regions us-east-1,eu-west-1 --dry-run",
                     "certwright deploy shop --account demo --regions us-east-1 --auto-redeploy --wait",
                     "certwright deploy --group shops --account demo --regions us-east-1 --pause 30m",
                     "certwright deploy shop --account demo --service iam"},
        .run = deploy,
        .commands = {list_deployments_command(), edit_deployment_command(), retry_command(), cancel_command(),
                     retarget_command(), delete_superseded_command(), remove_command()},
    };
}

}  // namespace certwright::cli
