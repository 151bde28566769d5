#include "base/json.hpp"
#include "http/etag.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/repository.hpp"
#include "http/routes/repository_document.hpp"
#include "lifecycle/dependents.hpp"

namespace certwright::http {

namespace {

Route remove_certificate(const RepositoryPorts& ports) {
    return {
        .name = "remove_certificate",
        .method = Method::delete_,
        .path = "/api/v1/certificates/{id}",
        .permission = auth::Permission::repository_write,
        .tag = "Certificates",
        .summary = "Remove a certificate with its versions and private keys",
        .description =
            "Nothing changes in AWS. An authority whose certificates have neither ended nor been "
            "revoked stays, unless that is asked for.",

        .query = object("", {optional("with_issued", boolean().describe("Also an authority on which "
                                                                        "certificates depend."))}),

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    const auto certificate = ports.repository.get(transaction, context.path_value("id"));
                    if (auto stale = refuse_stale(context, etag_of(certificate.updated_at)))
                        return std::move(*stale);
                    if (!json::boolean(context.query, "with_issued").value_or(false))
                        lifecycle::refuse_removal_of_issuer(
                            certificate,
                            lifecycle::dependents_of(transaction, certificate.id, ports.clock.now()));
                    ports.repository.remove(transaction, certificate.id, actor_of(context));
                    return Reply::nothing();
                });
            },
    };
}

Route read_dependents(const RepositoryPorts& ports) {
    return {
        .name = "read_certificate_dependents",
        .method = Method::get,
        .path = "/api/v1/certificates/{id}/dependents",
        .permission = auth::Permission::repository_read,
        .tag = "Certificates",
        .summary = "What depends on a certificate, before it is removed",

        .output = dependents_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return Reply::json(write_dependents(ports.database.read([&](store::Connection& connection) {
                    const auto certificate = ports.repository.get(connection, context.path_value("id"));
                    return lifecycle::dependents_of(connection, certificate.id, ports.clock.now());
                })));
            },
    };
}

}  // namespace

void add_removal_routes(Router& router, const RepositoryPorts& ports) {
    router.add(remove_certificate(ports));
    router.add(read_dependents(ports));
}

}  // namespace certwright::http
