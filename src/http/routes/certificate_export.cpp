#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/repository.hpp"
#include "lifecycle/take_out.hpp"

#include <fmt/format.h>

namespace certwright::http {

namespace {

constexpr std::size_t shortest_reason = 3;

lifecycle::ExportWish wish_of(const RequestContext& context) {
    lifecycle::ExportWish wish;
    wish.format = lifecycle::parse_export_format(*json::text(context.body, "format"));
    wish.password = Secret{json::text(context.body, "password").value_or("")};
    return wish;
}

lifecycle::Version wished_version(store::Connection& connection, const RepositoryPorts& ports,
                                  const lifecycle::Certificate& certificate, const RequestContext& context) {
    const auto number = json::integer(context.body, "version");
    return number ? ports.repository.version(connection, certificate.id, *number) : certificate.current;
}

Reply reply_of(const lifecycle::ExportedFile& file) {
    return Reply::attachment(std::string{file.content.reveal()}, file.content_type, file.name);
}

std::vector<Property> common_input() {
    return {
        optional("password", password()),
        optional("version", integer().between(1, 1'000'000'000).describe("The current one when left out."))};
}

const std::vector<std::string> file_types{"application/x-pem-file", "application/pkix-cert",
                                          "application/x-pkcs7-certificates", "application/x-pkcs12",
                                          "application/x-java-keystore"};

Route export_certificate(const RepositoryPorts& ports) {
    std::vector<Property> input = common_input();
    input.insert(input.begin(), {"format", one_of({"pem", "pem_chain", "pem_full", "der", "pkcs7", "pkcs12",
                                                   "pkcs12_legacy", "jks"})});
    return {
        .name = "export_certificate",
        .method = Method::post,
        .path = "/api/v1/certificates/{id}/export",
        .permission = auth::Permission::repository_read,
        .tag = "Certificates",
        .summary = "Take a certificate out as a file, without its private key",

        .input = object("Export", input),

        .output_types = file_types,

        .handle =
            [ports](const RequestContext& context) {
                const lifecycle::ExportWish wish = wish_of(context);
                return reply_of(ports.database.read([&](store::Connection& connection) {
                    const auto certificate = ports.repository.get(connection, context.path_value("id"));
                    const auto version = wished_version(connection, ports, certificate, context);
                    return lifecycle::take_out(connection, ports.keys, certificate, version, wish,
                                               ports.clock.now());
                }));
            },
    };
}

/// Throws Fault::invalid for one that says nothing.
std::string read_reason(const json::object& body) {
    const std::string reason = *json::text(body, "reason");
    if (ascii::trimmed(reason).size() < shortest_reason)
        throw Error{Fault::invalid, "a private key is given out only with a reason",
                    "say why it is needed; the audit log keeps it"}
            .with_field("reason", fmt::format("must have at least {} characters besides blanks around them",
                                              shortest_reason));
    return reason;
}

/// The event is written before the key leaves: who cannot be recorded gets nothing.
Route export_private_key(const RepositoryPorts& ports) {
    std::vector<Property> input = common_input();
    input.insert(input.begin(),
                 {{"format", one_of({"pem", "pem_full", "pkcs12", "pkcs12_legacy", "jks"})},
                  {"reason", text().length(0, 500).describe(fmt::format(
                                 "Why it is needed, in {} characters or more; kept in the audit log.",
                                 shortest_reason))}});
    return {
        .name = "export_private_key",
        .method = Method::post,
        .path = "/api/v1/certificates/{id}/export_with_key",
        .permission = auth::Permission::keys_read,
        .tag = "Certificates",
        .summary = "Take a certificate out with its private key",
        .description =
            "Recorded in the audit log with the reason. PEM is encrypted when a password is given.",

        .input = object("KeyExport", input),

        .output_types = file_types,

        .handle =
            [ports](const RequestContext& context) {
                lifecycle::ExportWish wish = wish_of(context);
                wish.with_key = true;
                const std::string reason = read_reason(context.body);
                return reply_of(ports.database.write([&](store::Transaction& transaction) {
                    const auto certificate = ports.repository.get(transaction, context.path_value("id"));
                    const auto version = wished_version(transaction, ports, certificate, context);
                    auto file = lifecycle::take_out(transaction, ports.keys, certificate, version, wish,
                                                    ports.clock.now());
                    const auto actor = actor_of(context);
                    ports.log.append(transaction,
                                     {actor.name, "certificate.key_exported", certificate.id.text(),
                                      boost::json::serialize(json::object{{"name", certificate.settings.name},
                                                                          {"version", version.number},
                                                                          {"format", to_string(wish.format)},
                                                                          {"reason", reason}}),
                                      actor.request_id});
                    return file;
                }));
            },
    };
}

}  // namespace

void add_export_routes(Router& router, const RepositoryPorts& ports) {
    router.add(export_certificate(ports));
    router.add(export_private_key(ports));
}

}  // namespace certwright::http
