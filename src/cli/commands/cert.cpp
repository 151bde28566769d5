#include "base/error.hpp"
#include "cli/commands/cert_checks.hpp"
#include "cli/commands/cert_delete.hpp"
#include "cli/commands/cert_making.hpp"
#include "cli/commands/cert_parameters.hpp"
#include "cli/commands/cert_report.hpp"
#include "cli/commands/commands.hpp"
#include "cli/files.hpp"
#include "cli/input.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

json::object intake_body(const Given& given) {
    json::array files;
    for (const char* key : {"--pem", "--file"})
        for (const std::string& path : given.texts(key)) files.push_back(file_to_send(path));
    if (files.empty())
        throw Error{Fault::invalid, "there is no file to import", "name at least one with --pem or --file"};
    json::object body{{"files", std::move(files)}};
    json::array passwords;
    for (const std::string& path : given.texts("--password-file"))
        passwords.emplace_back(std::string{read_secret(path).reveal()});
    if (!passwords.empty()) body["passwords"] = std::move(passwords);
    if (given.has("--name")) body["name"] = given.text("--name");
    if (given.has("--always-new")) body["always_new"] = true;
    if (given.has("--anyway")) body["anyway"] = true;
    read_labels(given, body);
    return body;
}

/// What discovery found in AWS, instead of a file.
Exit import_from_aws(const Given& given, Session& session) {
    json::object body{{"aws_certificate", given.text("--from-aws")}};
    if (given.has("--name")) body["name"] = given.text("--name");
    if (given.has("--into")) body["certificate"] = given.text("--into");
    if (given.has("--anyway")) body["anyway"] = true;
    const json::value taken = session.api().post("/certificates/from_aws", body);
    if (format_of(given) == Format::json) {
        print_json(taken);
        return Exit::done;
    }
    const json::object& certificate = taken.as_object().at("certificate").as_object();
    fmt::print(fmt::runtime(json::boolean(taken.as_object(), "is_new").value_or(false)
                                ? "took in {}, version {}; from now on the two are compared\n"
                                : "{} has what AWS serves as version {}; from now on the two are compared\n"),
               shown(certificate, "name"), shown(certificate.at("current").as_object(), "number"));
    print_following(taken.as_object());
    return Exit::done;
}

Exit import_given(const Given& given, Session& session) {
    if (given.has("--from-aws")) return import_from_aws(given, session);
    const json::value intake = session.api().post("/certificates/import", intake_body(given));
    if (format_of(given) == Format::json)
        print_json(intake);
    else
        print_intake(intake.as_object());
    return outcome_of_intake(intake.as_object());
}

Command import_command() {
    std::vector<Parameter> options_ = {
        options("--pem", "FILE",
                "a PEM file: certificates, chains and keys in any order; - for standard input"),
        options("--file", "FILE", "a file in any form: PEM, DER, PKCS#7, PKCS#12 (.pfx), Java keystore"),
        options("--password-file", "FILE", "a file with a password for what is encrypted; tried in order"),
        option("--name", "NAME",
               "what the certificate is called; a certificate of that name gets a new version"),
        option("--from-aws", "ARN", "what discovery found in AWS, instead of a file; its key stays there"),
        option("--into", "CERT", "with --from-aws: the certificate that it is to be the current version of"),
        toggle("--always-new", "never take it for a new version of a certificate with the same names"),
        toggle("--anyway",
               "with --name or --into: also when it has no name and no key in common with that certificate, "
               "or has expired")};
    for (Parameter& label : label_options()) options_.push_back(std::move(label));
    options_.push_back(document_output());
    return {
        .name = "import",
        .meaning = "bring certificates in, with their chains and private keys",
        .description =
            "Leaf, chain and key are sorted out, however many files they are in. A certificate with the same "
            "names "
            "as one of the repository becomes its next version, and everything deployed follows. Ends with 3 "
            "when "
            "something could not be used.",
        .options = std::move(options_),
        .examples = {"certwright cert import --name shop --pem bundle.pem",
                     "certwright cert import --file store.pfx --password-file password.txt",
                     "certwright cert import --from-aws arn:aws:acm:eu-west-1:123456789012:certificate/..."},
        .run = import_given,
    };
}

std::vector<Parameter> filters() {
    return {
        options("--name", "TEXT", "part of the certificate's name"),
        options("--domain", "NAME", "part of any name it answers to; =HOST for what is valid for that host"),
        options("--owner", "OWNER", "exactly this owner"),
        options("--tag", "KEY[=VALUE]", "a tag's key, or key and value"),
        options("--group", "GROUP", "in this group: its name or id"),
        options("--key-algorithm", "ALGORITHM", "RSA_2048, EC_prime256v1, ..."),
        options("--has-key", "BOOLEAN", "true or false: whether the private key is here"),
        options("--expires-within", "DAYS", "days from now; expired ones are left out"),
        options("--expired", "BOOLEAN", "true or false"),
        options("--revoked", "BOOLEAN",
                "true or false: whether its authority, in the repository, revoked it"),
        options("--origin", "ORIGIN", "uploaded, aws, self_signed, signed_here, issued or renewed"),
        options("--fingerprint", "SHA256", "the beginning of the SHA-256 of any version"),
        options("--serial", "SERIAL", "serial number of any version, in hexadecimal"),
        options("--issuer", "TEXT", "part of the issuer's name"),
        options("-q,--q", "TEXT", "free text")};
}

std::vector<Column> columns() {
    const auto current = [](std::string name, const char* key) {
        const auto text = [key](const json::object& row) { return inner(row, "current", key); };
        return Column{std::move(name), text, {"current", key}};
    };
    const auto end = [](const json::object& row) {
        const std::string ends = day(row.at("current").as_object(), "not_after");
        const bool is_revoked = json::boolean(row.at("current").as_object(), "is_revoked").value_or(false);
        return is_revoked ? ends + " (revoked)" : ends;
    };
    return {{"name", {}},
            current("domain_name", "domain_name"),
            {"not_after", end, {"current", "not_after"}},
            current("key_algorithm", "key_algorithm"),
            current("private_key", "has_private_key"),
            current("version", "number"),
            {"owner", {}}};
}

Command list_command() {
    std::vector<Parameter> options_ = filters();
    options_.push_back(
        option("--sort", "FIELD", "name by default; -FIELD for descending: not_after, owner, ..."));
    return {
        .name = "list",
        .meaning = "list the certificates of the repository",
        .description =
            "Different filters all hold; a filter that is repeated holds when one of its values does, "
            "and `!` in front of a value negates it.",
        .options = list_options(std::move(options_)),
        .examples = {"certwright cert list --expires-within 30",
                     "certwright cert list --has-key false --output json"},
        .run =
            [](const Given& given, Session& session) {
                Query query = query_of(given, filters());
                if (given.has("--sort")) query.emplace_back("sort", given.text("--sort"));
                return print_list(given, session.api(), "/certificates", query, columns(),
                                  "no certificate matches; `certwright cert import` brings them in");
            },
    };
}

Command show_command() {
    return {
        .name = "show",
        .meaning = "show a certificate, its versions and what is wrong with it",
        .arguments = {cert_name()},
        .options = {document_output()},
        .run =
            [](const Given& given, Session& session) {
                json::value certificate = session.api().get(cert_path(given));
                json::array versions;
                session.api().each(cert_path(given) + "/versions", {}, [&](const json::object& version) {
                    versions.push_back(version);
                    return true;
                });
                certificate.as_object()["versions"] = std::move(versions);
                certificate.as_object()["content"] =
                    session.api().get(fmt::format("{}/versions/{}", cert_path(given),
                                                  shown(certificate.at("current").as_object(), "number")));
                certificate.as_object()["checks"] = session.api().get(cert_path(given) + "/checks");
                if (format_of(given) == Format::json)
                    print_json(certificate);
                else
                    print_repository_certificate(certificate.as_object());
                return Exit::done;
            },
    };
}

Command edit_command() {
    std::vector<Parameter> options_ = label_options();
    options_.insert(options_.begin(), option("--rename", "NEW", "call it this"));
    options_.push_back(option("--notes", "TEXT", "whatever is worth knowing"));
    options_.push_back(options("--field", "NAME=VALUE", "a field of your own"));
    for (Parameter& option_ : renewal_options()) options_.push_back(std::move(option_));
    options_.push_back(document_output());
    return {
        .name = "edit",
        .meaning = "change what is said about a certificate",
        .description = "What is not given stays. Tags, and fields, are replaced as a whole.",
        .arguments = {cert_name()},
        .options = std::move(options_),
        .examples = {"certwright cert edit shop --owner payments --tag environment=production",
                     "certwright cert edit shop --auto-renew on --renew-when-left 20"},
        .run =
            [](const Given& given, Session& session) {
                json::object body;
                read_labels(given, body);
                read_renewal(given, body);
                if (given.has("--rename")) body["name"] = given.text("--rename");
                if (given.has("--notes")) body["notes"] = given.text("--notes");
                if (given.has("--field")) body["fields"] = pairs_of(given, "--field");
                if (body.empty())
                    throw Error{Fault::invalid, "nothing to change",
                                "`certwright cert edit --help` says what can be"};
                const json::value certificate = session.api().patch(cert_path(given), body);
                if (format_of(given) == Format::json)
                    print_json(certificate);
                else
                    fmt::print("changed the certificate '{}'\n", shown(certificate.as_object(), "name"));
                return Exit::done;
            },
    };
}

Command restore_command() {
    return {
        .name = "restore",
        .meaning = "make an older version the current one again",
        .description = "Everything deployed follows it, as it follows a renewal.",
        .arguments = {cert_name()},
        .options = {required(number("--version", 1, 1'000'000'000, "the version's number"))},
        .run =
            [](const Given& given, Session& session) {
                const json::value restored = session.api().post(cert_path(given) + "/restore",
                                                                {{"number", *given.number("--version")}});
                fmt::print("version {} of '{}' is the current one\n", *given.number("--version"),
                           inner(restored.as_object(), "certificate", "name"));
                print_following(restored.as_object());
                if (json::boolean(restored.as_object(), "renewal_ended").value_or(false))
                    fmt::print(
                        "it was due for its automatic renewal, which is off now: it would have been "
                        "replaced\n");
                return Exit::done;
            },
    };
}

Command export_command() {
    return {
        .name = "export",
        .meaning = "take a certificate out as a file",
        .description =
            "pem: the certificate; pem_chain: the chain; pem_full: both, as servers want them. A private key "
            "comes "
            "along only with --with-key and a reason, which the audit log keeps; give a password and it is "
            "encrypted.",
        .arguments = {cert_name()},
        .options = {choice("--format",
                           {"pem", "pem_chain", "pem_full", "der", "pkcs7", "pkcs12", "pkcs12_legacy", "jks"},
                           "pem_full by default"),
                    option("--out", "FILE", "the file to write; standard output when left out"),
                    toggle("--force", "write over a file that is there"),
                    number("--version", 1, 1'000'000'000, "a version's number; the current one by default"),
                    option("--password-file", "FILE", "a file with the password of what is written"),
                    toggle("--with-key", "with the private key"),
                    option("--reason", "TEXT", "why the key is needed")},
        .examples = {"certwright cert export shop > shop.fullchain.pem",
                     "certwright cert export shop --format pkcs12 --with-key --reason 'new load balancer' "
                     "--password-file password.txt --out shop.p12"},
        .run =
            [](const Given& given, Session& session) {
                json::object body{{"format", given.text("--format", "pem_full")}};
                if (given.has("--password-file"))
                    body["password"] = std::string{read_secret(given.text("--password-file")).reveal()};
                if (given.has("--version")) body["version"] = *given.number("--version");
                if (given.has("--with-key") && !given.has("--reason"))
                    throw Error{Fault::invalid, "a private key is given out only with a reason",
                                "add --reason 'WHY'"};
                const std::string format = given.text("--format", "pem_full");
                if (given.has("--with-key") &&
                    (format == "pem_chain" || format == "der" || format == "pkcs7"))
                    throw Error{Fault::invalid,
                                fmt::format("there is no place for a private key in {}", format),
                                "take pem, pem_full, pkcs12, pkcs12_legacy or jks"};
                if (given.has("--with-key")) body["reason"] = given.text("--reason");
                const Secret file = session.api().fetch(
                    cert_path(given) + (given.has("--with-key") ? "/export_with_key" : "/export"), body);
                write_private_file(given.text("--out", "-"), file, given.has("--force"));
                return Exit::done;
            },
    };
}

}  // namespace

Command cert_commands() {
    Command cert{
        .name = "cert",
        .meaning = "the repository: certificates you own, with their keys",
        .commands = {import_command(), list_command(), show_command(), edit_command(), restore_command(),
                     export_command(), delete_certificate_command()},
    };
    for (auto& commands : {cert_check_commands(), cert_making_commands(), cert_authority_commands()})
        cert.commands.insert(cert.commands.end(), commands.begin(), commands.end());
    return cert;
}

}  // namespace certwright::cli
