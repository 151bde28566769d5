#include "http/routes/repository.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "http/cursor.hpp"
#include "http/etag.hpp"
#include "http/list.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/given_file.hpp"
#include "http/routes/repository_document.hpp"
#include "lifecycle/certificate_list.hpp"
#include "lifecycle/following.hpp"
#include "lifecycle/making/issuing_rules.hpp"
#include "lifecycle/renewal_obstacle.hpp"
#include "x509/bundle/read_file.hpp"

#include <fmt/format.h>

namespace certwright::http {

namespace {

Reply with_tag(store::Connection& connection, const lifecycle::Certificate& certificate, Time now) {
    return Reply::json(write_repository_certificate(connection, certificate, now))
        .with_header("ETag", etag_of(certificate.updated_at));
}

lifecycle::CertificateFilter filter_from(const RequestContext& context) {
    std::vector<std::pair<std::string, std::string>> parameters;
    for (const auto& [name, meaning] : lifecycle::CertificateFilter::properties())
        for (const std::string& value : json::texts(context.query, name))
            parameters.emplace_back(std::string{name}, value);
    return lifecycle::CertificateFilter::parse(parameters);
}

Route list_certificates(const RepositoryPorts& ports) {
    std::vector<Property> query;
    for (const auto& [name, meaning] : lifecycle::CertificateFilter::properties())
        query.push_back(
            optional(std::string{name}, array_of(text().length(1, 512))
                                            .length(1, 50)
                                            .describe(std::string{meaning} + ". `!` in front negates.")));
    query.push_back(optional("sort", text().length(1, 40).describe("A field; `-` in front for descending.")));
    query.push_back(optional("total", boolean().describe("Count all matches too.")));
    return {
        .name = "list_certificates",
        .method = Method::get,
        .path = "/api/v1/certificates",
        .permission = auth::Permission::repository_read,
        .tag = "Certificates",
        .summary = "List the certificates of the repository",
        .description = "Different filters all hold; repeated ones are alternatives.",

        .query = list_query(query),

        .output = list_of(repository_certificate_schema()),

        .handle =
            [ports](const RequestContext& context) {
                const auto filter = filter_from(context);
                const auto sort =
                    lifecycle::CertificateSort::parse(json::text(context.query, "sort").value_or("name"));
                std::optional<lifecycle::CertificateCursor> after;
                if (const auto cursor = json::text(context.query, "cursor")) {
                    const auto parts = decode_cursor(*cursor, 2);
                    after = lifecycle::CertificateCursor{parts[0], parts[1]};
                }
                const Time now = ports.clock.now();
                return ports.database.read([&](store::Connection& connection) {
                    const lifecycle::CertificateSelection selection{connection, filter, now};
                    const auto page =
                        lifecycle::list_certificates(connection, selection, sort, after, context.limit());
                    std::optional<std::int64_t> total;
                    if (json::boolean(context.query, "total").value_or(false))
                        total = lifecycle::count_certificates(connection, selection);
                    json::array items;
                    for (const auto& row : page.rows)
                        items.push_back(write_repository_certificate(connection, row, now));
                    std::optional<std::string> next;
                    if (page.next) next = encode_cursor({page.next->value, page.next->id});
                    return list_reply(std::move(items), next, total);
                });
            },
    };
}

x509::Material read_given_file(const json::object& file, const std::vector<Secret>& passwords) {
    return x509::read_file(as_bytes(content_of(file).reveal()), *json::text(file, "name"), passwords);
}

/// Reads every file; of several, one that cannot be read is a flaw beside the others.
x509::Sorted read_given_files(const json::object& body) {
    std::vector<Secret> passwords;
    for (const std::string& password : json::texts(body, "passwords")) passwords.emplace_back(password);
    const json::array& files = json::find(body, "files")->as_array();
    x509::Material material;
    for (const json::value& file : files) {
        try {
            material.add(read_given_file(file.as_object(), passwords));
        } catch (const Error& error) {
            if (files.size() == 1 || error.fault() != Fault::invalid) throw;
            material.flaws.push_back({*json::text(file.as_object(), "name"), error.message(), error.hint()});
        }
    }
    return x509::sort(std::move(material));
}

Route import_certificates(const RepositoryPorts& ports) {
    std::vector<Property> input = settings_properties();
    input.insert(
        input.begin(),
        {{"files", array_of(given_file_schema()).length(1, 100)},
         optional("passwords", array_of(text().format("password").length(0, 1024))
                                   .length(0, 20)
                                   .describe("Tried in order on all that is encrypted.")),
         optional(
             "name",
             text().length(1, 128).describe(
                 "What the certificate is called: a new one, or another version of the "
                 "one that has the name. Left out, a certificate that a request waits for goes where the "
                 "request says, and one with the same names as exactly one of the repository is its next "
                 "version.")),
         optional("always_new", boolean().describe("Never a version of one that is there.")),
         optional("anyway", boolean().describe("Also as a version of the one that has the name when it has "
                                               "neither a name nor the key in common with it."))});
    return {
        .name = "import_certificates",
        .method = Method::post,
        .path = "/api/v1/certificates/import",
        .permission = auth::Permission::repository_write,
        .tag = "Certificates",
        .summary = "Bring certificates in, with their chains and private keys",
        .description =
            "PEM, DER, PKCS#7, PKCS#12 and Java keystores, any number of files in any order: leaf, chain "
            "and key are sorted out.",
        .repeat = Repeat::replay,

        .input = object("NewCertificates", input),

        .output = intake_schema(),

        .handle =
            [ports](const RequestContext& context) {
                lifecycle::IntakeWish wish;
                wish.label = [&](lifecycle::Settings& settings) { read_settings(context.body, settings); };
                wish.name = json::text(context.body, "name").value_or("");
                wish.always_new = json::boolean(context.body, "always_new").value_or(false);
                wish.anyway = json::boolean(context.body, "anyway").value_or(false);
                // Opening what is encrypted takes seconds: before the database is locked.
                const x509::Sorted found = read_given_files(context.body);
                return ports.database.write([&](store::Transaction& transaction) {
                    const auto intake = lifecycle::take_in(transaction, ports.repository, ports.requests,
                                                           found, wish, actor_of(context));
                    return Reply::json(write_intake(transaction, intake, ports.clock.now()));
                });
            },
    };
}

Route read_certificate(const RepositoryPorts& ports) {
    return {
        .name = "read_certificate",
        .method = Method::get,
        .path = "/api/v1/certificates/{id}",
        .permission = auth::Permission::repository_read,
        .tag = "Certificates",
        .summary = "Look at a certificate, by id or name",

        .output = repository_certificate_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.read([&](store::Connection& connection) {
                    return with_tag(connection, ports.repository.get(connection, context.path_value("id")),
                                    ports.clock.now());
                });
            },
    };
}

Route change_certificate(const RepositoryPorts& ports) {
    std::vector<Property> input = settings_properties();
    input.insert(input.begin(), optional("name", text().length(1, 128)));
    return {
        .name = "change_certificate",
        .method = Method::patch,
        .path = "/api/v1/certificates/{id}",
        .permission = auth::Permission::repository_write,
        .tag = "Certificates",
        .summary = "Change what is said about a certificate",
        .description = "What the body leaves out stays; tags and fields are replaced as a whole.",

        .input = object("CertificateChange", input),

        .output = repository_certificate_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    auto certificate = ports.repository.get(transaction, context.path_value("id"));
                    if (auto stale = refuse_stale(context, etag_of(certificate.updated_at)))
                        return std::move(*stale);
                    const bool was_renewed = certificate.settings.renewal.is_on;
                    read_settings(context.body, certificate.settings);
                    if (!was_renewed) lifecycle::refuse_vain_renewal(transaction, certificate);
                    ports.repository.change(transaction, certificate.id, certificate.settings,
                                            certificate.revision, actor_of(context));
                    return with_tag(transaction, ports.repository.get(transaction, certificate.id.text()),
                                    ports.clock.now());
                });
            },
    };
}

Route list_versions(const RepositoryPorts& ports) {
    return {
        .name = "list_certificate_versions",
        .method = Method::get,
        .path = "/api/v1/certificates/{id}/versions",
        .permission = auth::Permission::repository_read,
        .tag = "Certificates",
        .summary = "The versions of a certificate, newest first",

        .query = list_query(),

        .output = list_of(version_schema()),

        .handle =
            [ports](const RequestContext& context) {
                const auto versions = ports.database.read([&](store::Connection& connection) {
                    const auto certificate = ports.repository.get(connection, context.path_value("id"));
                    return ports.repository.versions(connection, certificate.id);
                });
                json::array items;
                for (const auto& version : versions)
                    items.push_back(write_version(version, ports.clock.now()));
                return page_of(context, items);
            },
    };
}

Route restore_version(const RepositoryPorts& ports) {
    return {
        .name = "restore_certificate_version",
        .method = Method::post,
        .path = "/api/v1/certificates/{id}/restore",
        .permission = auth::Permission::repository_write,
        .tag = "Certificates",
        .summary = "Make an older version the current one again",

        .input = object("RestoredVersion", {{"number", integer().between(1, 1'000'000'000)}}),

        .output = object("CertificateRestored",
                         {{"certificate", repository_certificate_schema()},
                          {"following", following_schema()},
                          {"renewal_ended", boolean().describe("It was due for its automatic renewal, which "
                                                               "is off now: it would have replaced it.")}}),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    const auto before = ports.repository.get(transaction, context.path_value("id"));
                    const auto restored = ports.repository.restore(
                        transaction, before.id, *json::integer(context.body, "number"), actor_of(context));
                    const bool renewal_ended =
                        before.settings.renewal.is_on && !restored.settings.renewal.is_on;
                    const json::object answer{
                        {"certificate",
                         write_repository_certificate(transaction, restored, ports.clock.now())},
                        {"following", write_following(lifecycle::following_of(transaction, restored))},
                        {"renewal_ended", renewal_ended}};
                    return Reply::json(answer).with_header("ETag", etag_of(restored.updated_at));
                });
            },
    };
}

}  // namespace

void add_repository_routes(Router& router, const RepositoryPorts& ports) {
    router.add(list_certificates(ports));
    router.add(import_certificates(ports));
    router.add(read_certificate(ports));
    router.add(change_certificate(ports));
    add_removal_routes(router, ports);
    router.add(list_versions(ports));
    router.add(restore_version(ports));
}

}  // namespace certwright::http
