#include "http/routes/version_content.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "http/routes/repository_document.hpp"
#include "lifecycle/authority.hpp"
#include "x509/certificate.hpp"

#include <fmt/format.h>

#include <charconv>

namespace certwright::http {
namespace {

Schema issuer_schema() {
    return object("ChainCertificate", {{"subject", text()},
                                       {"issuer", text()},
                                       {"serial", text()},
                                       {"not_after", time()},
                                       {"fingerprint_sha256", text()}});
}

json::object write_issuer(const x509::Certificate& issuer) {
    return {{"subject", issuer.subject},
            {"issuer", issuer.issuer},
            {"serial", issuer.serial},
            {"not_after", json::from_time(issuer.not_after)},
            {"fingerprint_sha256", issuer.fingerprint_sha256}};
}

Schema content_schema() {
    return object("CertificateVersionContent",
                  {{"version", version_schema()},
                   {"dns_names", array_of(text())},
                   {"ip_addresses", array_of(text())},
                   {"emails", array_of(text())},
                   {"uris", array_of(text())},
                   {"key_usages", array_of(text()).describe("DIGITAL_SIGNATURE, KEY_ENCIPHERMENT, …")},
                   {"extended_key_usages", array_of(text()).describe("TLS_WEB_SERVER_AUTHENTICATION, …")},
                   {"subject_key_id", text()},
                   {"authority_key_id", text()},
                   {"ocsp_urls", array_of(text())},
                   {"crl_urls", array_of(text())},
                   {"ca_issuer_urls", array_of(text())},
                   {"chain", array_of(issuer_schema()).describe("The issuer first.")}});
}

json::object write_content(store::Connection& connection, const lifecycle::Version& version, Time now) {
    const auto read = [&](const std::string& fingerprint) {
        return x509::parse_der(lifecycle::kept_certificate(connection, fingerprint));
    };
    const x509::Certificate leaf = read(version.facts.fingerprint_sha256);
    json::array chain;
    for (const std::string& issuer : version.issuers) chain.push_back(write_issuer(read(issuer)));
    return {{"version", write_version(version, now)},
            {"dns_names", json::from_texts(leaf.dns_names)},
            {"ip_addresses", json::from_texts(leaf.ip_addresses)},
            {"emails", json::from_texts(leaf.emails)},
            {"uris", json::from_texts(leaf.uris)},
            {"key_usages", json::from_texts(leaf.key_usages)},
            {"extended_key_usages", json::from_texts(leaf.extended_key_usages)},
            {"subject_key_id", leaf.subject_key_id},
            {"authority_key_id", leaf.authority_key_id},
            {"ocsp_urls", json::from_texts(leaf.ocsp_urls)},
            {"crl_urls", json::from_texts(leaf.crl_urls)},
            {"ca_issuer_urls", json::from_texts(leaf.ca_issuer_urls)},
            {"chain", std::move(chain)}};
}

std::int64_t version_number(const std::string& text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc{} || stop != end || number < 1)
        throw Error{Fault::not_found, fmt::format("there is no version {}", in_quotes(text)),
                    "versions are numbered 1, 2, 3, …"};
    return number;
}

Route read_version(const VersionContentPorts& ports) {
    return {
        .name = "read_certificate_version",
        .method = Method::get,
        .path = "/api/v1/certificates/{id}/versions/{number}",
        .permission = auth::Permission::repository_read,
        .tag = "Certificates",
        .summary = "What is in one version of a certificate",
        .description = "Names of every kind, what its key may be used for, and its chain.",

        .output = content_schema(),

        .handle =
            [ports](const RequestContext& context) {
                const std::int64_t number = version_number(context.path_value("number"));
                return Reply::json(ports.database.read([&](store::Connection& connection) {
                    const auto certificate = ports.repository.get(connection, context.path_value("id"));
                    const auto version = ports.repository.version(connection, certificate.id, number);
                    return write_content(connection, version, ports.clock.now());
                }));
            },
    };
}

}  // namespace

void add_version_content_routes(Router& router, const VersionContentPorts& ports) {
    router.add(read_version(ports));
}

}  // namespace certwright::http
