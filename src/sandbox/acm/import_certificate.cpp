#include "sandbox/acm/import_certificate.hpp"

#include "base/json.hpp"
#include "sandbox/acm/announcement.hpp"
#include "sandbox/acm/imported_content.hpp"
#include "sandbox/acm/life.hpp"
#include "sandbox/acm/limits.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/acm/tags.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/random.hpp"

#include <utility>

namespace certwright::sandbox::acm {
namespace {

void put_imported(Certificate& certificate, Imported imported, Time now) {
    certificate.content = std::move(imported.content);
    certificate.domain_name = std::move(imported.domain_name);
    certificate.names = std::move(imported.names);
    certificate.key_algorithm = std::move(imported.key_algorithm);
    certificate.imported_at = now;
    certificate.status = "ISSUED";
    certificate.validations.clear();
    for (const auto& name : certificate.names) {
        DomainValidation listed;
        listed.domain = name;
        certificate.validations.push_back(std::move(listed));
    }
}

Certificate imported_certificate(const Call& call) {
    Certificate made;
    made.id = random_uuid();
    made.arn = call.account.arn("acm", call.region, "certificate/" + made.id);
    made.account_id = call.account.id;
    made.region = call.region;
    made.type = "IMPORTED";
    made.transparency = "DISABLED";
    made.created_at = call.now;
    return made;
}

}  // namespace

json::object import_certificate(const Call& call, const json::object& input) {
    if (input.contains("CertificateArn")) {
        auto& certificate = require_certificate(call, input);
        if (input.contains("Tags")) {
            throw ServiceError{
                "ValidationException",
                "You cannot specify tags when you import over a certificate; use AddTagsToCertificate."};
        }
        auto imported = read_import(input, call.now);
        check_reimport(certificate, imported);
        put_imported(certificate, std::move(imported), call.now);
        begin(call.world, certificate, call.now);
        announce_available(call.world, certificate, "REIMPORT", call.now);
        return {{"CertificateArn", certificate.arn}};
    }
    auto& store = store_of(call);
    auto imported = read_import(input, call.now);
    Certificate made = imported_certificate(call);
    made.tags = merged_tags({}, input);
    count_import(store, call.world.settings, call.now);
    put_imported(made, std::move(imported), call.now);
    store.by_creation.emplace(made.created_at, made.arn);
    const std::string arn = made.arn;
    auto& kept = store.certificates.emplace(arn, std::move(made)).first->second;
    begin(call.world, kept, call.now);
    announce_available(call.world, kept, "IMPORT", call.now);
    return {{"CertificateArn", arn}};
}

}  // namespace certwright::sandbox::acm
