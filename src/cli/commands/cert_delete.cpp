#include "cli/commands/cert_delete.hpp"

#include "cli/api.hpp"
#include "cli/commands/cert_parameters.hpp"
#include "cli/input.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

std::int64_t number_of(const json::object& dependents, const char* key) {
    return json::integer(dependents, key).value_or(0);
}

/// On standard error, a line each.
void print_dependents(const std::string& name, const json::object& dependents) {
    const auto say = [&](const std::string& what) { fmt::print(stderr, "'{}' {}\n", name, what); };
    if (const auto issued = number_of(dependents, "issued"); issued > 0)
        say(fmt::format("issued {} that can then neither be renewed nor revoked here",
                        counted(issued, "certificate", "certificates")));
    if (number_of(dependents, "revocation_lists") > 0)
        say("has a revocation list, of which no next one comes");
    if (const auto requests = number_of(dependents, "requests"); requests > 0)
        say(fmt::format("is waited for by {}", counted(requests, "request", "requests")));
    if (const auto deployments = number_of(dependents, "deployments"); deployments > 0)
        say(fmt::format("is kept in AWS by {}", counted(deployments, "deployment", "deployments")));
    for (const std::string& group : json::texts(dependents, "groups"))
        say(fmt::format("is in the group '{}'", printable(group)));
}

Exit delete_certificate(const Given& given, Session& session) {
    const json::value found = session.api().get(cert_path(given));
    const json::object& certificate = found.as_object();
    const std::string name = shown(certificate, "name");
    const std::string path = "/certificates/" + *json::text(certificate, "id");
    print_dependents(name, session.api().get(path + "/dependents").as_object());
    if (!given.has("--yes") &&
        !confirm(fmt::format("remove '{}' with {} and their private keys for good?", name,
                             counted(number_of(certificate, "version_count"), "version", "versions")),
                 "--yes removes without asking"))
        return Exit::not_completed;
    Query query;
    if (given.has("--with-issued")) query.emplace_back("with_issued", "true");
    session.api().remove(path, query);
    fmt::print("removed the certificate '{}'\n", name);
    return Exit::done;
}

}  // namespace

Command delete_certificate_command() {
    return {
        .name = "delete",
        .meaning = "remove a certificate with its versions and private keys",
        .description =
            "Says first what depends on it. Nothing changes in AWS. A private key that was not exported "
            "is gone for good.",
        .arguments = {cert_name()},
        .options = {toggle("--yes", "do not ask"),
                    toggle("--with-issued",
                           "also an authority whose certificates have neither ended nor been "
                           "revoked")},
        .run = delete_certificate,
    };
}

}  // namespace certwright::cli
