#include "base/error.hpp"
#include "cli/api.hpp"
#include "cli/commands/cert_making.hpp"
#include "cli/commands/cert_parameters.hpp"
#include "cli/commands/cert_report.hpp"
#include "cli/files.hpp"
#include "cli/input.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"
#include "net/url.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>

namespace certwright::cli {
namespace {

Parameter authority_name() {
    return argument("NAME", "the authority's name or id in the repository");
}

/// "shop.csr" becomes "shop.crt" in that directory.
std::string certificate_file(const std::string& directory, const std::string& request) {
    std::filesystem::path file = std::filesystem::path{directory} / std::filesystem::path{request}.filename();
    return file.replace_extension(".crt").string();
}

/// Where each goes, before anything is signed: what could not be written would be in nobody's hands.
void check_files(const Given& given) {
    if (!given.has("--out-dir")) return;
    const std::string directory = given.text("--out-dir");
    std::error_code problem;
    std::filesystem::create_directories(directory, problem);
    if (!std::filesystem::is_directory(directory))
        throw Error{Fault::not_found,
                    fmt::format("cannot write to '{}': {}", printable(directory),
                                problem ? problem.message() : "it is no directory"),
                    "give a directory that can be written to"};
    std::map<std::string, std::string> request_of;
    for (const std::string& request : given.texts("--csr")) {
        const std::string file = certificate_file(directory, request);
        const auto [place, is_free] = request_of.emplace(file, request);
        if (!is_free)
            throw Error{Fault::invalid,
                        fmt::format("the certificates for '{}' and '{}' would both be written to '{}'",
                                    printable(place->second), printable(request), printable(file)),
                        "sign them one after the other, into two directories"};
        if (!given.has("--force") && std::filesystem::exists(file))
            throw Error{Fault::conflict,
                        fmt::format("cannot write '{}': it is there already", printable(file)),
                        "--force writes over it"};
    }
}

void give_out(const json::object& signed_one, const Given& given) {
    std::string pem = *json::text(signed_one, "pem");
    if (given.has("--chain")) pem += *json::text(signed_one, "chain_pem");
    if (!given.has("--out-dir")) {
        write_private_file("-", Secret{pem}, false);
        return;
    }
    const std::string file = certificate_file(given.text("--out-dir"), *json::text(signed_one, "file"));
    write_private_file(file, Secret{pem}, given.has("--force"));
    fmt::print("{}: {}, valid until {}\n", printable(file), shown(signed_one, "subject"),
               moment(signed_one, "not_after"));
}

/// On standard error, so that what is signed can be piped.
void tell_what_is_amiss(const json::object& signed_one) {
    for (const json::value& each : signed_one.at("findings").as_array()) {
        const json::object& finding = each.as_object();
        fmt::print(stderr, "{}: {}: {}\nhint: {}\n", shown(signed_one, "file"), shown(finding, "severity"),
                   shown(finding, "message"), shown(finding, "hint"));
    }
    for (const json::value& each : signed_one.at("extensions_left_out").as_array()) {
        const json::object& left = each.as_object();
        fmt::print(stderr, "{}: signed without {} ({}): {}\n", shown(signed_one, "file"), shown(left, "name"),
                   shown(left, "oid"), shown(left, "why"));
    }
}

json::object signing_body(const Given& given) {
    json::array files;
    for (const std::string& path : given.texts("--csr")) files.push_back(file_to_send(path));
    if (files.empty())
        throw Error{Fault::invalid, "there is no request to sign", "name at least one with --csr"};
    json::object body{{"files", std::move(files)}};
    read_lifetime(given, body);
    if (given.has("--ca")) body["allow_ca"] = true;
    if (given.has("--path-length")) body["path_length"] = *given.number("--path-length");
    return body;
}

Command sign_command() {
    std::vector<Parameter> options_{
        options("--csr", "FILE", "a request, PEM or DER; - for standard input"),
        toggle("--ca", "whoever asks to be an authority becomes one"),
        number("--path-length", 0, 100, "how many authorities may follow below it"),
        toggle("--chain", "with the authority's own certificate, and what is above it"),
        option("--out-dir", "DIRECTORY", "write shop.crt for shop.csr there; standard output when left out"),
        toggle("--force", "write over files that are there"),
        document_output()};
    for (Parameter& option_ : lifetime_options()) options_.push_back(std::move(option_));
    return {
        .name = "sign",
        .meaning = "sign requests with an authority held here",
        .description =
            "Subject, names and usages are those that are asked for. A request that was made here is done by "
            "it. Ends "
            "with 3 when one of several could not be signed.",
        .arguments = {authority_name()},
        .options = std::move(options_),
        .examples = {"certwright cert sign root --csr shop.csr --days 30 > shop.crt",
                     "certwright cert sign root --csr a.csr --csr b.csr --out-dir signed"},
        .run =
            [](const Given& given, Session& session) {
                check_files(given);
                const json::value answer =
                    session.api().post(cert_path(given) + "/sign", signing_body(given));
                const json::object& made = answer.as_object();
                if (format_of(given) == Format::json)
                    print_json(answer);
                else
                    for (const json::value& one : made.at("signed").as_array())
                        give_out(one.as_object(), given);
                for (const json::value& one : made.at("signed").as_array())
                    tell_what_is_amiss(one.as_object());
                print_flaws(made);
                return outcome_of_intake(made);
            },
    };
}

Command issued_command() {
    return {
        .name = "issued",
        .meaning = "list what an authority held here signed",
        .arguments = {authority_name()},
        .options = list_options(),
        .run =
            [](const Given& given, Session& session) {
                const std::vector<Column> columns{
                    {"serial", {}},
                    {"subject", {}},
                    {"names", {}},
                    {"not_after", [](const json::object& row) { return day(row, "not_after"); }},
                    {"revoked_at", [](const json::object& row) { return day(row, "revoked_at"); }},
                    {"reason", {}}};
                return print_list(given, session.api(), cert_path(given) + "/issued", {}, columns,
                                  "it has signed nothing; `certwright cert sign` signs a request");
            },
    };
}

Command fetch_command() {
    return {
        .name = "fetch",
        .meaning = "give out again what an authority held here signed",
        .description = "For certificates that are used elsewhere; those of the repository are exported.",
        .arguments = {authority_name()},
        .options = {option("--serial", "SERIAL", "its serial number, as `certwright cert issued` lists it"),
                    toggle("--chain", "with the authority's own certificate, and what is above it"),
                    choice("--format", {"pem", "der"}, "pem by default"),
                    option("--out", "FILE", "the file to write; standard output when left out"),
                    toggle("--force", "write over a file that is there")},
        .examples = {"certwright cert fetch root --serial 1f:0c:55 --out shop.crt"},
        .run =
            [](const Given& given, Session& session) {
                if (!given.has("--serial"))
                    throw Error{Fault::invalid, "no certificate is named",
                                "name it with --serial; `certwright cert issued` lists them"};
                Query query{{"format", given.text("--format", "pem")}};
                if (given.has("--chain")) query.emplace_back("chain", "true");
                const std::string file = session.api().download(
                    cert_path(given) + "/issued/" + net::percent_encode(given.text("--serial")), query);
                write_private_file(given.text("--out", "-"), Secret{file}, given.has("--force"));
                return Exit::done;
            },
    };
}

Command revoke_command() {
    return {
        .name = "revoke",
        .meaning = "revoke what an authority held here signed, for good",
        .description = "The next revocation list is made with it; `certwright cert crl` gives it out.",
        .arguments = {authority_name()},
        .options = {option("--serial", "SERIAL", "its serial number, as `certwright cert issued` lists it"),
                    option("--certificate", "OTHER", "instead: a certificate of the repository"),
                    option("--reason", "REASON",
                           "KEY_COMPROMISE, AFFILIATION_CHANGED, SUPERSEDED, CESSATION_OF_OPERATION, ..."),
                    toggle("--yes", "do not ask")},
        .examples = {"certwright cert revoke root --certificate shop --reason KEY_COMPROMISE"},
        .run =
            [](const Given& given, Session& session) {
                json::object body;
                for (const char* key : {"serial", "certificate", "reason"})
                    if (const auto value = given.find(std::string{"--"} + key)) body[key] = *value;
                const std::string what =
                    given.has("--serial") ? given.text("--serial") : given.text("--certificate");
                if (!given.has("--yes") && !what.empty() &&
                    !confirm(fmt::format("revoke '{}' for good?", printable(what)),
                             "--yes revokes without asking"))
                    return Exit::not_completed;
                const json::value answer = session.api().post(cert_path(given) + "/revocations", body);
                const json::object& revoked = answer.as_object().at("revoked").as_object();
                fmt::print("revoked {} ({}); it is on list {}\n", shown(revoked, "serial"),
                           shown(revoked, "subject"), inner(answer.as_object(), "list", "number"));
                return Exit::done;
            },
    };
}

Command crl_command() {
    return {
        .name = "crl",
        .meaning = "give out the revocation list of an authority held here",
        .description = "It holds for a week; one that is a day old is followed by the next.",
        .arguments = {authority_name()},
        .options = {choice("--format", {"pem", "der"}, "pem by default"),
                    number(
                        "--version", 1, 1'000'000'000,
                        "of the authority, when a renewal gave it another key; the current one by default"),
                    option("--out", "FILE", "the file to write; standard output when left out"),
                    toggle("--force", "write over a file that is there")},
        .examples = {"certwright cert crl root --format der --out root.crl"},
        .run =
            [](const Given& given, Session& session) {
                Query query{{"format", given.text("--format", "pem")}};
                if (given.has("--version")) query.emplace_back("version", given.text("--version"));
                const std::string list = session.api().download(cert_path(given) + "/crl", query);
                write_private_file(given.text("--out", "-"), Secret{list}, given.has("--force"));
                return Exit::done;
            },
    };
}

}  // namespace

std::vector<Command> cert_authority_commands() {
    return {sign_command(), issued_command(), fetch_command(), revoke_command(), crl_command()};
}

}  // namespace certwright::cli
