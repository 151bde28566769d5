#include "cli/commands/deploy_retarget.hpp"

#include "cli/commands/deploy_report.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {

Command retarget_command() {
    return {
        .name = "retarget",
        .meaning = "give a deployment another certificate, under the same ARN",
        .description =
            "Looks first whether the certificate may go over the ARN: when a rule forbids it, nothing is "
            "changed, "
            "the rule is named and the command ends with 2. Refused also while an import of the one it has "
            "is "
            "not resolved, and where the other is deployed to the same place already.",
        .arguments = {argument("ID", "the deployment's id; `certwright deploy list` shows it")},
        .options = {required(option("--cert", "CERT", "the certificate that it is to keep: its name or id")),
                    toggle("--dry-run", "only tell what would happen"),
                    toggle("--wait", "wait until it has come to rest"), document_output()},
        .examples = {"certwright deploy retarget dep_01jbx3q1v7m8k2n4p6r8t0w2y4 --cert shop-2027 --wait"},
        .run =
            [](const Given& given, Session& session) {
                Api& api = session.api();
                const std::string path =
                    "/deployments/" + net::percent_encode(given.text("ID")) + "/retarget";
                const json::object wish{{"certificate", given.text("--cert")}};
                const json::value planned = api.post(path + "/preflight", wish);
                const bool is_table = format_of(given) == Format::table;
                const bool refused = is_refused(planned.as_object());
                if (given.has("--dry-run")) {
                    is_table ? print_plan({planned}) : print_json(planned);
                    return refused ? Exit::refused : Exit::done;
                }
                if (refused) {
                    print_refusals({planned});
                    fmt::print(stderr, "certwright: nothing was changed\n");
                    return Exit::refused;
                }
                std::vector<json::object> deployments{api.post(path, wish).as_object()};
                if (given.has("--wait")) deployments = wait_for_deployments(api, deployments);
                is_table ? print_deployments(deployments) : print_json(deployments.front());
                return given.has("--wait") ? outcome_of_deployments(deployments) : Exit::done;
            },
    };
}

}  // namespace certwright::cli
