#include "cli/commands/cert_making.hpp"

#include "cli/api.hpp"
#include "cli/commands/cert_parameters.hpp"
#include "cli/files.hpp"
#include "cli/input.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"
#include "net/url.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

std::vector<Parameter> joined(std::initializer_list<std::vector<Parameter>> groups) {
    std::vector<Parameter> all;
    for (const auto& group : groups) all.insert(all.end(), group.begin(), group.end());
    return all;
}

std::string until(const json::object& certificate) {
    return moment(certificate.at("current").as_object(), "not_after");
}

Command create_cert_command() {
    return {
        .name = "create",
        .meaning = "make a certificate with a new key: self-signed, or signed by an authority held here",
        .description =
            "The key stays in the repository. A certificate never ends after the authority that signs it.",
        .arguments = {argument("NAME", "what the certificate is called")},
        .options =
            joined({{option("--signed-by", "AUTHORITY", "an authority's name or id; self-signed without")},
                    description_options(),
                    lifetime_options(),
                    label_options(),
                    renewal_options(),
                    {document_output()}}),
        .examples = {"certwright cert create root --ca --subject 'CN=Example Root,O=Example'",
                     "certwright cert create shop --signed-by root --dns shop.example.com --auto-renew on"},
        .run =
            [](const Given& given, Session& session) {
                json::object body{{"name", given.text("NAME")}};
                if (given.has("--signed-by")) body["signed_by"] = given.text("--signed-by");
                read_description(given, body);
                read_lifetime(given, body);
                read_labels(given, body);
                read_renewal(given, body);
                const json::value made = session.api().post("/certificates/create", body);
                if (format_of(given) == Format::json)
                    print_json(made);
                else
                    fmt::print("created '{}', valid until {}\n", shown(made.as_object(), "name"),
                               until(made.as_object()));
                return Exit::done;
            },
    };
}

Command renew_command() {
    return {
        .name = "renew",
        .meaning = "renew a certificate that was made here",
        .description =
            "A new version with the same subject, names, usages and lifetime, which everything deployed "
            "follows. "
            "Works for "
            "what is self-signed or signed by an authority held here; others need a request (csr).",
        .arguments = {cert_name()},
        .options = {toggle("--new-key", "with a new key of the same kind"), document_output()},
        .examples = {"certwright cert renew shop --new-key"},
        .run =
            [](const Given& given, Session& session) {
                json::object body;
                if (given.has("--new-key")) body["new_key"] = true;
                const json::value renewed = session.api().post(cert_path(given) + "/renew", body);
                if (format_of(given) == Format::json)
                    print_json(renewed);
                else
                    fmt::print("version {} of '{}' is valid until {}\n",
                               inner(renewed.as_object(), "current", "number"),
                               shown(renewed.as_object(), "name"), until(renewed.as_object()));
                return Exit::done;
            },
    };
}

std::string request_path(const Given& given) {
    return "/requests/" + net::percent_encode(given.text("NAME"));
}

Command csr_command() {
    return {
        .name = "csr",
        .meaning = "make a certificate signing request, with its key",
        .description =
            "For a certificate that is there, the request has its subject and names, and what comes for it "
            "becomes its "
            "next version. The request waits until `certwright cert import` brings the certificate for its "
            "key.",
        .arguments = {argument("NAME", "the certificate it is for, there already or new")},
        .options = joined({{option("--like", "OTHER", "a certificate whose subject and names it has"),
                            toggle("--same-key", "with the key of that certificate")},
                           description_options(),
                           {toggle("--again", "give out the request that waits already"),
                            choice("--format", {"pem", "der"}, "pem by default"),
                            option("--out", "FILE", "the file to write; standard output when left out"),
                            toggle("--force", "write over a file that is there")}}),
        .examples = {"certwright cert csr shop --dns shop.example.com --key-algorithm RSA_2048 > shop.csr",
                     "certwright cert csr shop --again --format der --out shop.csr"},
        .run =
            [](const Given& given, Session& session) {
                std::string path = request_path(given);
                if (!given.has("--again")) {
                    json::object body{{"name", given.text("NAME")}};
                    if (given.has("--like")) body["like"] = given.text("--like");
                    if (given.has("--same-key")) body["same_key"] = true;
                    read_description(given, body);
                    const json::value made = session.api().post("/requests", body);
                    path = "/requests/" + *json::text(made.as_object(), "id");
                }
                const std::string file =
                    session.api().download(path + "/csr", {{"format", given.text("--format", "pem")}});
                write_private_file(given.text("--out", "-"), Secret{file}, given.has("--force"));
                return Exit::done;
            },
    };
}

Command requests_command() {
    return {
        .name = "requests",
        .meaning = "list the signing requests, those that wait first",
        .options = list_options(),
        .run =
            [](const Given& given, Session& session) {
                const std::vector<Column> columns{
                    {"name", {}},
                    {"state", {}},
                    {"names", {}},
                    {"key_algorithm", {}},
                    {"created_at", [](const json::object& row) { return day(row, "created_at"); }},
                    {"id", {}}};
                return print_list(given, session.api(), "/requests", {}, columns,
                                  "there is no request; `certwright cert csr` makes one");
            },
    };
}

Command withdraw_command() {
    return {
        .name = "withdraw",
        .meaning = "remove a request, and its key unless a certificate has it",
        .description = "A certificate that comes for it later comes without its key.",
        .arguments = {argument("NAME", "the name of a request that waits, or its id")},
        .options = {toggle("--yes", "do not ask")},
        .run =
            [](const Given& given, Session& session) {
                const json::value request = session.api().get(request_path(given));
                const std::string name = shown(request.as_object(), "name");
                if (!given.has("--yes") &&
                    !confirm(fmt::format("remove the request for '{}' and its private key for good?", name),
                             "--yes removes without asking"))
                    return Exit::not_completed;
                session.api().remove("/requests/" + *json::text(request.as_object(), "id"));
                fmt::print("removed the request for '{}'\n", name);
                return Exit::done;
            },
    };
}

}  // namespace

std::vector<Command> cert_making_commands() {
    return {create_cert_command(), renew_command(), csr_command(), requests_command(), withdraw_command()};
}

}  // namespace certwright::cli
