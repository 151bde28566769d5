#include "http/routes/sync_states.hpp"

#include "base/json.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/certificate_document.hpp"
#include "http/routes/repository_document.hpp"
#include "inventory/certificate_detail.hpp"
#include "lifecycle/take_from_aws.hpp"

namespace certwright::http {

namespace {

Route accept_aws_certificate(const SyncStatePorts& ports) {
    return {
        .name = "accept_aws_certificate",
        .method = Method::post,
        .path = "/api/v1/aws_certificates/{id}/accept",
        .permission = auth::Permission::deployments_write,
        .tag = "AWS certificates",
        .summary = "Accept what AWS serves, though the repository holds something else",
        .description = "It is out of sync again as soon as AWS serves something else.",

        .input =
            object("Acceptance", {optional("served", text().length(1, 64).describe(
                                                         "The `sync.served` that was shown; refused when AWS "
                                                         "serves something else by now."))}),

        .output = certificate_detail_schema(),

        .handle =
            [ports](const RequestContext& context) {
                const auto detail = ports.database.write([&](store::Transaction& transaction) {
                    const std::string& id = context.path_value("id");
                    const auto row = inventory::get_certificate_detail(transaction, id).row;
                    ports.sync_states.accept(transaction, row.account, row.arn,
                                             json::text(context.body, "served").value_or(""),
                                             actor_of(context));
                    return inventory::get_certificate_detail(transaction, row.id);
                });
                return Reply::json(write_certificate_detail(detail, ports.clock.now()));
            },
    };
}

Route withdraw_acceptance(const SyncStatePorts& ports) {
    return {
        .name = "withdraw_acceptance",
        .method = Method::delete_,
        .path = "/api/v1/aws_certificates/{id}/accept",
        .permission = auth::Permission::deployments_write,
        .tag = "AWS certificates",
        .summary = "Do not accept what AWS serves any longer",

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                ports.database.write([&](store::Transaction& transaction) {
                    const std::string& id = context.path_value("id");
                    const auto row = inventory::get_certificate_detail(transaction, id).row;
                    ports.sync_states.withdraw_acceptance(transaction, row.account, row.arn,
                                                          actor_of(context));
                });
                return Reply::nothing();
            },
    };
}

Route stop_comparing(const SyncStatePorts& ports) {
    return {
        .name = "stop_comparing_aws_certificate",
        .method = Method::delete_,
        .path = "/api/v1/aws_certificates/{id}/comparison",
        .permission = auth::Permission::deployments_write,
        .tag = "AWS certificates",
        .summary = "Compare it with the repository no longer",
        .description = "For one that a certificate was taken from. Where a deployment keeps it, remove that.",

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                ports.database.write([&](store::Transaction& transaction) {
                    const std::string& id = context.path_value("id");
                    const auto row = inventory::get_certificate_detail(transaction, id).row;
                    ports.sync_states.stop_comparing(transaction, row.account, row.arn, actor_of(context));
                });
                return Reply::nothing();
            },
    };
}

Route forget_aws_certificate(const SyncStatePorts& ports) {
    return {
        .name = "forget_aws_certificate",
        .method = Method::delete_,
        .path = "/api/v1/aws_certificates/{id}",
        .permission = auth::Permission::inventory_scan,
        .tag = "AWS certificates",
        .summary = "Forget a certificate that AWS no longer lists, with its history",
        .description = "Refused while AWS lists it, and while a deployment keeps its ARN.",

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                ports.database.write([&](store::Transaction& transaction) {
                    const std::string& id = context.path_value("id");
                    const auto row = inventory::get_certificate_detail(transaction, id).row;
                    ports.sync_states.forget(transaction, row, actor_of(context));
                });
                return Reply::nothing();
            },
    };
}

Route take_certificate_from_aws(const SyncStatePorts& ports) {
    return {
        .name = "take_certificate_from_aws",
        .method = Method::post,
        .path = "/api/v1/certificates/from_aws",
        .permission = auth::Permission::repository_write,
        .tag = "Certificates",
        .summary = "Take a certificate that discovery found into the repository",
        .description =
            "With its chain, and without its private key, which AWS keeps. From then on the two are "
            "compared.",

        .input = object(
            "FromAws", {{"aws_certificate", text().length(1, 2048).describe("Its id or ARN.")},
                        optional("name", text().length(1, 128).describe(
                                             "Of a new certificate; its domain name when left out.")),
                        optional("certificate", text().length(1, 128).describe(
                                                    "The one that it becomes the current version of.")),
                        optional("anyway", boolean().describe("Also where it has expired, or has neither a "
                                                              "name nor the key in common with that one."))}),

        .output = object("TakenFromAws", {{"certificate", repository_certificate_schema()},
                                          {"is_new", boolean()},
                                          {"following", following_schema()}}),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    const auto source = inventory::get_certificate_detail(
                        transaction, *json::text(context.body, "aws_certificate"));
                    const auto taken = lifecycle::take_from_aws(
                        transaction, ports.repository, ports.requests, ports.sync_states, source.row,
                        {json::text(context.body, "name").value_or(""),
                         json::text(context.body, "certificate").value_or(""),
                         json::boolean(context.body, "anyway").value_or(false)},
                        actor_of(context), ports.clock.now());
                    return Reply::json(json::object{
                        {"certificate",
                         write_repository_certificate(transaction, taken.certificate, ports.clock.now())},
                        {"is_new", taken.outcome == lifecycle::TakenIn::Outcome::created},
                        {"following", write_following(transaction, taken)}});
                });
            },
    };
}

}  // namespace

void add_sync_state_routes(Router& router, const SyncStatePorts& ports) {
    router.add(accept_aws_certificate(ports));
    router.add(withdraw_acceptance(ports));
    router.add(stop_comparing(ports));
    router.add(forget_aws_certificate(ports));
    router.add(take_certificate_from_aws(ports));
}

}  // namespace certwright::http
