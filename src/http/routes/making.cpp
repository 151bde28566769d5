#include "http/routes/making.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "http/etag.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/finding_document.hpp"
#include "http/routes/given_file.hpp"
#include "http/routes/making_document.hpp"
#include "http/routes/repository_document.hpp"
#include "lifecycle/checks/checks.hpp"
#include "x509/certificate.hpp"

#include <optional>

namespace certwright::http {

namespace {

crypto::KeyAlgorithm wished_algorithm(const json::object& body) {
    const auto named = json::text(body, "key_algorithm");
    return named ? crypto::parse_key_algorithm(*named) : crypto::KeyAlgorithm::ec_prime256v1;
}

Route create_certificate(const MakingPorts& ports) {
    std::vector<Property> input{
        {"name", text().length(1, 128)},
        optional("signed_by",
                 text().length(1, 128).describe("The authority's name or id; self-signed when left out.")),
        optional("key_algorithm", key_algorithm_schema())};
    for (auto& properties : {description_properties(), lifetime_properties(), settings_properties()})
        input.insert(input.end(), properties.begin(), properties.end());
    return {
        .name = "create_certificate",
        .method = Method::post,
        .path = "/api/v1/certificates/create",
        .permission = auth::Permission::repository_write,
        .tag = "Certificates",
        .summary = "Make a certificate with a new key",
        .description = "Self-signed, or signed by an authority of the repository, which must hold as long.",
        .repeat = Repeat::replay,

        .input = object("CertificateToMake", input),

        .output = repository_certificate_schema(),
        .status = 201,

        .handle =
            [ports](const RequestContext& context) {
                lifecycle::Maker::CertificateWish wish;
                read_settings(context.body, wish.settings);
                wish.description = read_description(context.body);
                wish.lifetime = read_lifetime(context.body);
                wish.authority = json::text(context.body, "signed_by").value_or("");
                // Takes seconds for RSA: before the database is locked.
                const auto key = crypto::KeyPair::generate(wished_algorithm(context.body));
                return ports.database.write([&](store::Transaction& transaction) {
                    const auto made = ports.maker.make(transaction, wish, key, actor_of(context));
                    return Reply::created(write_repository_certificate(transaction, made, ports.clock.now()),
                                          "/api/v1/certificates/" + made.id.text())
                        .with_header("ETag", etag_of(made.updated_at));
                });
            },
    };
}

/// Whoever asked holds the key.
json::array findings_of(const lifecycle::Maker::Signed& made, const lifecycle::Authority& authority,
                        Time now) {
    json::array written;
    for (const lifecycle::Finding& finding :
         lifecycle::check(lifecycle::examine(made.der, authority.chain, true), now))
        if (finding.severity != lifecycle::Severity::note) written.push_back(write_finding(finding));
    return written;
}

json::object write_signed(const std::string& file, const lifecycle::Maker::Signed& made,
                          const lifecycle::Authority& authority, Time now) {
    std::string chain;
    for (const Bytes& issuer : authority.chain) chain += x509::der_to_pem(issuer);
    json::object written = write_issued_certificate(made.issued);
    json::array left_out;
    for (const lifecycle::LeftOut& one : made.left_out)
        left_out.push_back(json::object{{"oid", one.oid}, {"name", one.name}, {"why", one.why}});
    written["file"] = file;
    written["extensions_left_out"] = std::move(left_out);
    written["findings"] = findings_of(made, authority, now);
    written["pem"] = x509::der_to_pem(made.der);
    written["chain_pem"] = std::move(chain);
    written["certificate"] =
        json::or_null(made.certificate ? made.certificate->settings.name : std::string{});
    return written;
}

Schema signed_schema() {
    std::vector<Property> properties = issued_certificate_schema().properties();
    properties.insert(properties.begin(), {"file", text()});
    properties.push_back({"pem", text()});
    properties.push_back({"chain_pem", text().describe("The authority and what is above it.")});
    properties.push_back(
        {"certificate", text().nullable().describe("The name of the certificate that it went to, "
                                                   "when the request was made here.")});
    properties.push_back(
        {"extensions_left_out",
         array_of(object("ExtensionLeftOut", {{"oid", text()}, {"name", text()}, {"why", text()}}))
             .describe("What the request asked for and the certificate does not have.")});
    properties.push_back(
        {"findings", array_of(finding_schema())
                         .describe("Errors and warnings: what clients or services will not like about it.")});
    return object("SignedRequests",
                  {{"signed", array_of(object("SignedRequest", properties))}, {"flaws", flaws_schema()}});
}

/// One file of a request. Of several, one that cannot be signed is a flaw beside the others.
class Signing {
  public:
    Signing(const MakingPorts& ports, const RequestContext& context) : ports_(ports), context_(context) {
        wish_.lifetime = read_lifetime(context.body);
        wish_.allows_ca = json::boolean(context.body, "allow_ca").value_or(false);
        if (const auto length = json::integer(context.body, "path_length"))
            wish_.path_length = static_cast<int>(*length);
    }

    json::object run(store::Transaction& transaction) {
        signed_.clear();
        flaws_.clear();
        const auto authority = lifecycle::open_authority(transaction, ports_.repository, ports_.keys,
                                                         context_.path_value("id"), ports_.clock.now());
        ports_.maker.check_stands(transaction, authority);
        const json::array& files = json::find(context_.body, "files")->as_array();
        for (const json::value& file : files) {
            const std::string name = *json::text(file.as_object(), "name");
            try {
                sign(transaction, authority, name, file.as_object());
            } catch (Error& error) {
                if (error.fault() != Fault::invalid) throw;
                if (files.size() == 1) throw std::move(error).within(in_quotes(name));
                flaws_.push_back({name, error.message(), error.hint()});
            }
        }
        return {{"signed", signed_}, {"flaws", write_flaws(flaws_)}};
    }

  private:
    void sign(store::Transaction& transaction, const lifecycle::Authority& authority, const std::string& name,
              const json::object& file) {
        const auto request = x509::parse_request(as_bytes(content_of(file).reveal()));
        const auto made = ports_.maker.sign(transaction, authority, request, wish_, actor_of(context_));
        signed_.push_back(write_signed(name, made, authority, ports_.clock.now()));
    }

    const MakingPorts& ports_;
    const RequestContext& context_;
    lifecycle::Maker::SigningWish wish_;
    json::array signed_;
    std::vector<x509::Flaw> flaws_;
};

Route sign_requests(const MakingPorts& ports) {
    std::vector<Property> input = lifetime_properties();
    input.insert(
        input.begin(),
        {{"files", array_of(given_file_schema()).length(1, 100).describe("One request each, PEM or DER.")},
         optional("allow_ca", boolean().describe("Whoever asks to be an authority becomes one.")),
         optional("path_length", integer().between(0, 100))});
    return {
        .name = "sign_requests",
        .method = Method::post,
        .path = "/api/v1/certificates/{id}/sign",
        .permission = auth::Permission::repository_write,
        .tag = "Certificates",
        .summary = "Sign requests with an authority of the repository",
        .description =
            "Subject, names and usages are those that are asked for. A request that was made here is done "
            "by it, and its certificate kept.",
        .repeat = Repeat::replay,

        .input = object("RequestsToSign", input),

        .output = signed_schema(),

        .handle =
            [ports](const RequestContext& context) {
                Signing signing{ports, context};
                return Reply::json(ports.database.write(
                    [&](store::Transaction& transaction) { return signing.run(transaction); }));
            },
    };
}

Route renew_certificate(const MakingPorts& ports) {
    return {
        .name = "renew_certificate",
        .method = Method::post,
        .path = "/api/v1/certificates/{id}/renew",
        .permission = auth::Permission::repository_write,
        .tag = "Certificates",
        .summary = "Renew a certificate that was made here",
        .description =
            "A new version with the same subject, names, usages and lifetime; everything deployed follows.",
        .repeat = Repeat::replay,

        .input =
            object("RenewalWish", {optional("new_key", boolean().describe("The same key when left out."))}),

        .output = repository_certificate_schema(),

        .handle =
            [ports](const RequestContext& context) {
                const auto known = ports.database.read([&](store::Connection& connection) {
                    return ports.repository.get(connection, context.path_value("id"));
                });
                std::optional<crypto::KeyPair> key;
                if (json::boolean(context.body, "new_key").value_or(false))
                    key.emplace(crypto::KeyPair::generate(lifecycle::algorithm_after(known)));
                return ports.database.write([&](store::Transaction& transaction) {
                    ports.maker.renew(transaction, known, key ? &*key : nullptr, actor_of(context));
                    const auto renewed = ports.repository.get(transaction, known.id.text());
                    return Reply::json(write_repository_certificate(transaction, renewed, ports.clock.now()))
                        .with_header("ETag", etag_of(renewed.updated_at));
                });
            },
    };
}

}  // namespace

void add_making_routes(Router& router, const MakingPorts& ports) {
    router.add(create_certificate(ports));
    router.add(sign_requests(ports));
    router.add(renew_certificate(ports));
}

}  // namespace certwright::http
