#include "cli/commands/cert_checks.hpp"

#include "cli/api.hpp"
#include "cli/commands/cert_parameters.hpp"
#include "cli/commands/cert_report.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"

namespace certwright::cli {
namespace {

Command check_command() {
    return {
        .name = "check",
        .meaning = "say what is wrong with a certificate, or will be soon",
        .description = "Dates, key, signature, names, chain, and what AWS-ACM refuses. Ends with 3 when something is an "
                       "error.",
        .arguments = {cert_name()},
        .options = {number("--version", 1, 1'000'000'000, "a version's number; the current one by default"),
                    document_output()},
        .examples = {"certwright cert check shop",
                     "certwright cert check shop --output json | jq -r '.findings[].id'"},
        .run =
            [](const Given& given, Session& session) {
                Query query;
                if (const auto version = given.number("--version"))
                    query.emplace_back("version", std::to_string(*version));
                const json::value checks = session.api().get(cert_path(given) + "/checks", query);
                format_of(given) == Format::json ? print_json(checks) : print_checks(checks.as_object());
                return outcome_of_checks(checks.as_object());
            },
    };
}

}  // namespace

std::vector<Command> cert_check_commands() {
    return {check_command()};
}

}  // namespace certwright::cli
