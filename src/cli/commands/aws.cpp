#include "app/state_names.hpp"
#include "cli/commands/certificate_report.hpp"
#include "cli/commands/commands.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace certwright::cli {
namespace {

/// One for each filter of the API; repeated ones are alternatives, `!` in front negates.
std::vector<Parameter> aws_filters() {
    return {
        options("--account", "NAME", "account: its name, id or twelve-digit AWS account id"),
        options("--region", "REGION", "region; aws-global for IAM"),
        options("--service", "SERVICE", "acm or iam"),
        options("--type", "TYPE", "AMAZON_ISSUED, PRIVATE or IMPORTED"),
        options("--status", "STATUS", "ISSUED, PENDING_VALIDATION, EXPIRED, ..."),
        options("--name", "NAME",
                "part of any name of the certificate; a pattern with *; =NAME for exactly that name"),
        options("--covers", "HOST", "certificates that are valid for this host, wildcards included"),
        options("--arn", "ARN", "exactly this ARN"),
        options("--key-algorithm", "ALGORITHM", "RSA_2048, EC_prime256v1, ..."),
        options("--in-use", "BOOLEAN", "true or false"),
        options("--expires-within", "DAYS", "days from now; expired ones are left out"),
        options("--expired", "BOOLEAN", "true or false"),
        options("--renewal-eligibility", "ELIGIBILITY", "ELIGIBLE or INELIGIBLE"),
        options("--renewal-status", "STATUS", "PENDING_AUTO_RENEWAL, PENDING_VALIDATION, SUCCESS or FAILED"),
        options("--validation-method", "METHOD", "DNS, EMAIL or HTTP"),
        options("--details-state", "STATE", "pending, complete or failed"),
        options("--tag", "KEY[=VALUE]", "a tag's key, or key and value"),
        options("--fingerprint", "SHA256", "the beginning of the SHA-256 fingerprint"),
        options("--serial", "SERIAL", "serial number in hexadecimal"),
        options("--issuer", "TEXT", "part of the issuer's name"),
        options("--sync-state", "STATE",
                fmt::format("mismatch, accepted, unmanaged, {}", fmt::join(app::sync_state_names, ", "))),
        options("--missing", "BOOLEAN", "true: only what AWS no longer lists; false: only what it does"),
        options("-q,--q", "TEXT", "free text over names, ARN, tags, serial and fingerprint"),
    };
}

/// "example.com +2": the certificate has two more names.
std::string name_of(const json::object& row) {
    const std::size_t names = json::texts(row, "subject_alternative_names").size();
    return shown(row, "domain_name") + (names > 1 ? fmt::format(" +{}", names - 1) : "");
}

std::string expiry_of(const json::object& row) {
    if (!json::find(row, "days_left")) return "-";
    return fmt::format("{} ({})", day(row, "not_after"), time_left(row));
}

std::string status_of(const json::object& row) {
    return json::find(row, "missing_since") ? "missing in AWS" : shown(row, "status");
}

/// How it stands beside the repository; what is out of sync stands out without colour, too.
std::string sync_of(const json::object& row) {
    const json::value* sync = json::find(row, "sync");
    if (!sync) return "-";
    const json::object& told = sync->as_object();
    const std::string state = shown(told, "state");
    if (json::boolean(told, "is_mismatch").value_or(false)) return "! " + state;
    return json::boolean(told, "is_accepted").value_or(false) ? state + " (accepted)" : state;
}

std::vector<Column> aws_columns() {
    return {{"domain_name", name_of},
            {"type", [](const json::object& row) { return shown(row, "type_label"); }},
            {"status", status_of},
            {"not_after", expiry_of},
            {"in_use", {}},
            {"sync", sync_of},
            {"account", [](const json::object& row) { return inner(row, "account", "name"); }},
            {"region", {}},
            {"arn", {}}};
}

Exit list(const Given& given, Session& session) {
    Query query = query_of(given, aws_filters());
    if (given.has("--sort")) query.emplace_back("sort", given.text("--sort"));
    if (format_of(given) != Format::csv)
        return print_list(given, session.api(), "/aws_certificates", query, aws_columns(),
                          "no certificate matches; `certwright discover` looks for them in AWS");
    // The server's own export, with the same columns as in the browser.
    query.emplace_back("format", "csv");
    if (given.has("--limit")) query.emplace_back("limit", given.text("--limit"));
    fmt::print("{}", session.api().download("/aws_certificates/export", query));
    return Exit::done;
}

Command aws_list_command() {
    std::vector<Parameter> options = aws_filters();
    options.push_back(
        option("--sort", "FIELD",
               "not_after by default; -FIELD for descending: domain_name, account, region, status, ..."));
    return {
        .name = "list",
        .meaning = "list the certificates that AWS holds",
        .description =
            "Different filters all hold; a filter that is repeated holds when one of its values does, and "
            "`!` in "
            "front of a value negates it. Sorted by expiry unless told otherwise.",
        .options = list_options(std::move(options)),
        .examples = {"certwright aws list --type IMPORTED --expires-within 30",
                     "certwright aws list --name '*.example.com' --region eu-west-1 --output json",
                     "certwright aws list --status '!ISSUED' --output csv > certificates.csv"},
        .run = list,
    };
}

Parameter certificate_name() {
    return argument("ARN", "the certificate's ARN or id");
}

std::string aws_path(const Given& given) {
    return "/aws_certificates/" + net::percent_encode(given.text("ARN"));
}

Command aws_show_command() {
    return {
        .name = "show",
        .meaning = "show everything that is known of a certificate",
        .arguments = {certificate_name()},
        .options = {document_output()},
        .run =
            [](const Given& given, Session& session) {
                const json::value certificate = session.api().get(aws_path(given));
                if (format_of(given) == Format::json)
                    print_json(certificate);
                else
                    print_certificate(certificate.as_object());
                return Exit::done;
            },
    };
}

Command pem_command() {
    return {
        .name = "pem",
        .meaning = "print a certificate and its chain as PEM",
        .arguments = {certificate_name()},
        .options = {choice("--part", {"full", "certificate", "chain"}, "full by default")},
        .examples = {"certwright aws pem arn:aws:acm:eu-west-1:123456789012:certificate/... | openssl x509 "
                     "-noout -text"},
        .run =
            [](const Given& given, Session& session) {
                fmt::print("{}", session.api().download(aws_path(given) + "/pem",
                                                        {{"part", given.text("--part", "full")}}));
                return Exit::done;
            },
    };
}

std::string changes_of(const json::object& entry) {
    std::string text;
    for (const json::value& one : entry.at("changes").as_array()) {
        const json::object& change = one.as_object();
        text += fmt::format("{}{}: {} -> {}", text.empty() ? "" : "; ", shown(change, "field"),
                            shown(change, "before"), shown(change, "after"));
    }
    return text.empty() ? "-" : text;
}

Command history_command() {
    return {
        .name = "history",
        .meaning = "list what happened to a certificate, newest first",
        .arguments = {certificate_name()},
        .options = list_options(),
        .run =
            [](const Given& given, Session& session) {
                return print_list(given, session.api(), aws_path(given) + "/history", {},
                                  {{"at", [](const json::object& row) { return moment(row, "at"); }},
                                   {"kind", {}},
                                   {"changes", changes_of},
                                   {"run_id", {}}},
                                  "nothing happened to it yet");
            },
    };
}

Exit accept(const Given& given, Session& session) {
    const std::string path = aws_path(given) + "/accept";
    if (given.has("--withdraw")) {
        session.api().remove(path);
        fmt::print("not accepted any longer\n");
        return Exit::done;
    }
    const json::value accepted = session.api().post(path);
    fmt::print("accepted: {} is {} beside {}\n", shown(accepted.as_object(), "arn"),
               inner(accepted.as_object(), "sync", "state"),
               shown(accepted.as_object().at("sync").as_object().at("certificate").as_object(), "name"));
    return Exit::done;
}

Command accept_command() {
    return {
        .name = "accept",
        .meaning = "accept what AWS serves, though the repository holds something else",
        .description = "It is out of sync again as soon as AWS serves something else.",
        .arguments = {certificate_name()},
        .options = {toggle("--withdraw", "do not accept it any longer")},
        .run = accept,
    };
}

Exit stop_comparing(const Given& given, Session& session) {
    session.api().remove(aws_path(given) + "/comparison");
    fmt::print("not compared with the repository any longer\n");
    return Exit::done;
}

Command stop_comparing_command() {
    return {
        .name = "stop-comparing",
        .meaning = "compare one that was taken into the repository with it no longer",
        .description = "Where a deployment keeps it, remove that instead: certwright deploy remove.",
        .arguments = {certificate_name()},
        .run = stop_comparing,
    };
}

Exit forget(const Given& given, Session& session) {
    session.api().remove(aws_path(given));
    fmt::print("forgot {}\n", printable(given.text("ARN")));
    return Exit::done;
}

Command forget_command() {
    return {
        .name = "forget",
        .meaning = "forget a certificate that AWS no longer lists, with its history",
        .description = "Refused while AWS lists it, and while a deployment keeps its ARN.",
        .arguments = {certificate_name()},
        .examples =
            {"certwright aws list --missing true --output json | jq -r '.[].arn' | xargs -n 1 certwright "
             "aws forget"},
        .run = forget,
    };
}

Exit summarize(const Given& given, Session& session) {
    const json::value totals = session.api().get("/aws_certificates/summary", query_of(given, aws_filters()));
    if (format_of(given) == Format::json)
        print_json(totals);
    else
        print_certificate_totals(totals.as_object());
    return Exit::done;
}

Command summary_command() {
    std::vector<Parameter> options = aws_filters();
    options.push_back(document_output());
    return {
        .name = "summary",
        .meaning = "count certificates by type, status and expiry",
        .description = "Takes the filters of `certwright aws list`.",
        .options = std::move(options),
        .run = summarize,
    };
}

}  // namespace

Command aws_commands() {
    return {
        .name = "aws",
        .meaning = "the certificates that AWS holds: list, show, history, accept, forget",
        .commands = {aws_list_command(), aws_show_command(), pem_command(), history_command(),
                     accept_command(), stop_comparing_command(), forget_command(), summary_command()},
    };
}

}  // namespace certwright::cli
