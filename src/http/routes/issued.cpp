#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "http/cursor.hpp"
#include "http/list.hpp"
#include "http/routes/making.hpp"
#include "http/routes/making_document.hpp"
#include "lifecycle/take_out.hpp"
#include "x509/certificate.hpp"
#include "x509/serial.hpp"

#include <fmt/format.h>

namespace certwright::http {

namespace {

std::optional<lifecycle::IssuedCursor> issued_cursor(const RequestContext& context) {
    const auto cursor = json::text(context.query, "cursor");
    if (!cursor) return std::nullopt;
    const auto parts = decode_cursor(*cursor, 2);
    return lifecycle::IssuedCursor{from_micros(cursor_number(parts[0])), parts[1]};
}

Route list_issued(const MakingPorts& ports) {
    return {
        .name = "list_issued_certificates",
        .method = Method::get,
        .path = "/api/v1/certificates/{id}/issued",
        .permission = auth::Permission::repository_read,
        .tag = "Certificates",
        .summary = "What an authority of the repository signed, newest first",

        .query = list_query(),

        .output = list_of(issued_certificate_schema()),

        .handle =
            [ports](const RequestContext& context) {
                const auto after = issued_cursor(context);
                return ports.database.read([&](store::Connection& connection) {
                    const auto authority = ports.repository.get(connection, context.path_value("id"));
                    const auto issuers = lifecycle::issuer_keys_of(connection, authority.id);
                    const auto page = ports.issued.page(connection, issuers, after, context.limit());
                    json::array items;
                    for (const auto& one : page.rows) items.push_back(write_issued_certificate(one));
                    std::optional<std::string> next;
                    if (page.next)
                        next = encode_cursor(
                            {std::to_string(to_micros(page.next->created_at)), page.next->serial});
                    return list_reply(std::move(items), next, ports.issued.count(connection, issuers));
                });
            },
    };
}

struct IssuedFile {
    lifecycle::IssuedCertificate issued;
    Bytes der;
    std::vector<Bytes> chain;  ///< the authority and what is above it
};

/// The version of that authority which has the issuer's key tells the chain.
IssuedFile issued_file(store::Connection& connection, const MakingPorts& ports,
                       const RequestContext& context) {
    const auto authority = ports.repository.get(connection, context.path_value("id"));
    const std::string serial = x509::serial_text(x509::parse_serial(context.path_value("serial")).get());
    const auto issued =
        ports.issued.find(connection, lifecycle::issuer_keys_of(connection, authority.id), serial);
    if (!issued)
        throw Error{Fault::not_found,
                    fmt::format("{} did not sign {}", in_quotes(authority.settings.name), in_quotes(serial)),
                    "`certwright cert issued` lists what it signed"};
    IssuedFile file{*issued, lifecycle::kept_certificate(connection, issued->fingerprint_sha256), {}};
    for (const auto& version : ports.repository.versions(connection, authority.id)) {
        if (lifecycle::issuer_key_of(version) != issued->issuer) continue;
        file.chain = lifecycle::chain_of(connection, version);
        break;
    }
    return file;
}

Route read_issued(const MakingPorts& ports) {
    return {
        .name = "read_issued_certificate",
        .method = Method::get,
        .path = "/api/v1/certificates/{id}/issued/{serial}",
        .permission = auth::Permission::repository_read,
        .tag = "Certificates",
        .summary = "A certificate that an authority of the repository signed, as a file",
        .description = "By its serial number, wherever the certificate is used.",

        .query = object(
            "",
            {optional("format", one_of({"pem", "der"}).describe("PEM when left out.")),
             optional("chain", boolean().describe("Followed by the authority and what is above it: PEM."))}),

        .output_types = {"application/x-pem-file", "application/pkix-cert"},

        .handle =
            [ports](const RequestContext& context) {
                const auto file = ports.database.read(
                    [&](store::Connection& connection) { return issued_file(connection, ports, context); });
                const std::string name =
                    file.issued.names.empty() ? file.issued.serial : file.issued.names.front();
                const bool with_chain = json::boolean(context.query, "chain").value_or(false);
                if (json::text(context.query, "format").value_or("pem") == "der") {
                    if (with_chain)
                        throw Error{Fault::invalid, "a file in DER holds one certificate, without its chain",
                                    "ask for PEM, or leave the chain out"}
                            .with_field("chain", "is for PEM");
                    return Reply::attachment(std::string{as_text(file.der)}, "application/pkix-cert",
                                             lifecycle::file_name(name, ".cer"));
                }
                std::string pem = x509::der_to_pem(file.der);
                if (with_chain)
                    for (const Bytes& issuer : file.chain) pem += x509::der_to_pem(issuer);
                return Reply::attachment(std::move(pem), "application/x-pem-file",
                                         lifecycle::file_name(name, ".pem"));
            },
    };
}

}  // namespace

void add_issued_routes(Router& router, const MakingPorts& ports) {
    router.add(list_issued(ports));
    router.add(read_issued(ports));
}

}  // namespace certwright::http
