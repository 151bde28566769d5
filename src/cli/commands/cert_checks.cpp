#include "cli/commands/cert_checks.hpp"

#include "cli/api.hpp"
#include "cli/commands/cert_parameters.hpp"
#include "cli/commands/cert_report.hpp"
#include "cli/ended_job.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

#include <string>

namespace certwright::cli {
namespace {

Command check_command() {
    return {
        .name = "check",
        .meaning = "say what is wrong with a certificate, or will be soon",
        .description =
            "Dates, key, signature, names, chain, and what AWS-ACM refuses. Ends with 3 when something is an "
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

Exit outcome_of_chain_job(const json::object& job) {
    const std::string state = shown(job, "state");
    if (state == "completed") {
        fmt::print("{}\n", shown(job, "outcome"));
        return Exit::done;
    }
    fmt::print(stderr, "certwright: {}\n", shown(job, state == "failed" ? "last_error" : "outcome"));
    return state == "failed" ? Exit::failed : Exit::not_completed;
}

Command complete_chain_command() {
    return {
        .name = "complete-chain",
        .meaning = "look for the missing issuers of a certificate",
        .description =
            "In the repository and, where the server's setting fetch_issuers is on, where its authorities "
            "say "
            "that they publish them.",
        .arguments = {cert_name()},
        .options = {toggle("--wait", "wait for the end, and say what came of it")},
        .examples = {"certwright cert complete-chain shop --wait"},
        .run =
            [](const Given& given, Session& session) {
                const json::value begun = session.api().post(cert_path(given) + "/complete_chain");
                const std::string id = *json::text(begun.as_object(), "job");
                if (given.has("--wait"))
                    return outcome_of_chain_job(
                        ended_job(session.api(), id, "looking for issuers").as_object());
                fmt::print("the job {} looks for the issuers\n", id);
                return Exit::done;
            },
    };
}

}  // namespace

std::vector<Command> cert_check_commands() {
    return {check_command(), complete_chain_command()};
}

}  // namespace certwright::cli
