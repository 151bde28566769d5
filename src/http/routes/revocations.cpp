#include "base/error.hpp"
#include "base/json.hpp"
#include "base/pem.hpp"
#include "base/utf8.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/making.hpp"
#include "http/routes/making_document.hpp"
#include "lifecycle/take_out.hpp"
#include "x509/serial.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::http {

namespace {

/// What the body names, by its serial number or as a certificate of the repository.
lifecycle::IssuedCertificate revoked_one(store::Connection& connection, const MakingPorts& ports,
                                         const lifecycle::Certificate& authority, const json::object& body) {
    const auto serial = json::text(body, "serial");
    const auto name = json::text(body, "certificate");
    if (serial.has_value() == name.has_value())
        throw Error{Fault::invalid, "one certificate is revoked: by its serial number or its name",
                    "give either of them"}
            .with_field("serial", "or certificate, and not both");
    const auto issuers = lifecycle::issuer_keys_of(connection, authority.id);
    std::optional<lifecycle::IssuedCertificate> found;
    if (serial) {
        found = ports.issued.find(connection, issuers, x509::serial_text(x509::parse_serial(*serial).get()));
    } else {
        const auto certificate = ports.repository.get(connection, *name);
        found = ports.issued.find(connection, certificate.current.facts.fingerprint_sha256);
        if (found && std::ranges::find(issuers, found->issuer) == issuers.end()) found.reset();
    }
    if (!found)
        throw Error{Fault::not_found,
                    fmt::format("{} did not sign {}", in_quotes(authority.settings.name),
                                in_quotes(serial ? *serial : *name)),
                    "`certwright cert issued` lists what it signed"};
    return *found;
}

Route revoke_certificate(const MakingPorts& ports) {
    return {
        .name = "revoke_certificate",
        .method = Method::post,
        .path = "/api/v1/certificates/{id}/revocations",
        .permission = auth::Permission::repository_write,
        .tag = "Certificates",
        .summary = "Revoke what this authority signed, for good",
        .description = "The next revocation list is made with it.",
        .repeat = Repeat::replay,

        .input = object(
            "Revocation",
            {optional("serial", text().length(1, 64)),
             optional("certificate", text().length(1, 128).describe(
                                         "Instead: a certificate of the repository, its current version.")),
             optional("reason", text().length(1, 64).describe(
                                    "KEY_COMPROMISE, SUPERSEDED, …; UNSPECIFIED when left out."))}),

        .output =
            object("Revoked", {{"revoked", issued_certificate_schema()}, {"list", revocation_list_schema()}}),

        .handle =
            [ports](const RequestContext& context) {
                const auto reason =
                    x509::parse_revocation_reason(json::text(context.body, "reason").value_or("UNSPECIFIED"));
                return Reply::json(ports.database.write([&](store::Transaction& transaction) {
                    const auto certificate = ports.repository.get(transaction, context.path_value("id"));
                    const auto known = revoked_one(transaction, ports, certificate, context.body);
                    const auto authority = lifecycle::open_authority(
                        transaction, ports.repository, ports.keys, certificate.id.text(), ports.clock.now(),
                        known.issuer.spki_sha256);
                    const auto revoked =
                        ports.issued.revoke(transaction, certificate.id, known, reason, actor_of(context));
                    const auto list = ports.lists.make(transaction, authority, actor_of(context));
                    return json::object{{"revoked", write_issued_certificate(revoked)},
                                        {"list", write_revocation_list(list)}};
                }));
            },
    };
}

/// Of the key of that version.
lifecycle::RevocationList revocation_list(store::Transaction& transaction, const MakingPorts& ports,
                                          const RequestContext& context) {
    const auto certificate = ports.repository.get(transaction, context.path_value("id"));
    const auto number = json::integer(context.query, "version");
    const auto version =
        number ? ports.repository.version(transaction, certificate.id, *number) : certificate.current;
    if (auto fresh = ports.lists.fresh(transaction, lifecycle::issuer_key_of(version)))
        return std::move(*fresh);
    const auto authority =
        lifecycle::open_authority(transaction, ports.repository, ports.keys, certificate.id.text(),
                                  ports.clock.now(), version.facts.spki_sha256);
    return ports.lists.make(transaction, authority, actor_of(context));
}

Route read_revocation_list(const MakingPorts& ports) {
    return {
        .name = "read_revocation_list",
        .method = Method::get,
        .path = "/api/v1/certificates/{id}/crl",
        .permission = auth::Permission::repository_read,
        .tag = "Certificates",
        .summary = "The revocation list of an authority",
        .description =
            "Lists hold for a week. The next is made when something is revoked, and when the latest is "
            "asked for and a day old.",

        .query = object(
            "",
            {optional("format", one_of({"der", "pem"}).describe("DER when left out.")),
             optional("version", integer()
                                     .between(1, 1'000'000'000)
                                     .describe("Of the authority, when a renewal gave it another key."))}),

        .output_types = {"application/pkix-crl", "application/x-pem-file"},

        .handle =
            [ports](const RequestContext& context) {
                const auto list = ports.database.write([&](store::Transaction& transaction) {
                    return revocation_list(transaction, ports, context);
                });
                const std::string& name = context.path_value("id");
                if (json::text(context.query, "format").value_or("der") == "pem")
                    return Reply::attachment(list.pem, "application/x-pem-file",
                                             lifecycle::file_name(name, ".crl.pem"));
                const Bytes der = from_base64(next_pem_block(list.pem)->body);
                return Reply::attachment(std::string{as_text(der)}, "application/pkix-crl",
                                         lifecycle::file_name(name, ".crl"));
            },
    };
}

}  // namespace

void add_revocation_routes(Router& router, const MakingPorts& ports) {
    router.add(revoke_certificate(ports));
    router.add(read_revocation_list(ports));
}

}  // namespace certwright::http
