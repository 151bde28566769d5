#include "http/routes/checks.hpp"

#include "base/json.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/finding_document.hpp"
#include "lifecycle/checked_version.hpp"

namespace certwright::http {

namespace {

Schema checks_schema() {
    return object(
        "CertificateChecks",
        {{"version", integer()},
         {"accepted_by_acm", boolean().describe("Nothing keeps it from being deployed to AWS-ACM.")},
         {"chain_problem",
          text().nullable().describe("Why the chain could not be completed when that was last tried.")},
         {"findings", array_of(finding_schema()).describe("The gravest first.")}});
}

json::object write_checks(const lifecycle::Version& version, const lifecycle::Findings& findings,
                          const std::string& chain_problem) {
    json::array written;
    for (const lifecycle::Finding& finding : findings) written.push_back(write_finding(finding));
    return {{"version", version.number},
            {"accepted_by_acm", lifecycle::is_accepted_by_acm(findings)},
            {"chain_problem", json::or_null(chain_problem)},
            {"findings", std::move(written)}};
}

Route check_certificate(const CheckPorts& ports) {
    return {
        .name = "check_certificate",
        .method = Method::get,
        .path = "/api/v1/certificates/{id}/checks",
        .permission = auth::Permission::repository_read,
        .tag = "Certificates",
        .summary = "What is wrong with a certificate, or will be soon",
        .description =
            "Dates, key, signature, names, chain, what AWS-ACM refuses and what public authorities may "
            "certify. Nobody outside is asked.",

        .query = object(
            "",
            {optional("version", integer().between(1, 1'000'000'000).describe("The current one at first."))}),

        .output = checks_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return Reply::json(ports.database.read([&](store::Connection& connection) {
                    const auto certificate = ports.repository.get(connection, context.path_value("id"));
                    const auto number = json::integer(context.query, "version");
                    const auto version = number
                                             ? ports.repository.version(connection, certificate.id, *number)
                                             : certificate.current;
                    return write_checks(version,
                                        lifecycle::check_version(connection, version, ports.clock.now()),
                                        ports.completions.problem(connection, version.id).value_or(""));
                }));
            },
    };
}

Route complete_chain(const CheckPorts& ports) {
    return {
        .name = "complete_certificate_chain",
        .method = Method::post,
        .path = "/api/v1/certificates/{id}/complete_chain",
        .permission = auth::Permission::repository_write,
        .tag = "Certificates",
        .summary = "Look for the missing issuers of a certificate's current version",
        .description =
            "In the repository and, where the setting fetch_issuers is on, where its authorities say that "
            "they publish them. The job tells what came of it.",

        .output = object("ChainCompletion", {{"job", text().describe("The id of the job that does it.")}}),
        .status = 202,

        .handle =
            [ports](const RequestContext& context) {
                const auto job = ports.database.write([&](store::Transaction& transaction) {
                    const auto certificate = ports.repository.get(transaction, context.path_value("id"));
                    return ports.completions.begin(transaction, certificate, actor_of(context));
                });
                return Reply::json({{"job", job.text()}}, 202);
            },
    };
}

}  // namespace

void add_check_routes(Router& router, const CheckPorts& ports) {
    router.add(check_certificate(ports));
    router.add(complete_chain(ports));
}

}  // namespace certwright::http
