#include "sandbox/iam/change_server_certificate.hpp"

#include "base/json.hpp"
#include "sandbox/iam/lookup.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::iam {

json::object update_server_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_server_certificate(call, input);
    const std::string old_key = Store::key_of(certificate.name);
    const auto name = json::text(input, "NewServerCertificateName").value_or(certificate.name);
    const std::string key = Store::key_of(name);
    if (key != old_key) require_free_name(call, name);
    certificate.path = json::text(input, "NewPath").value_or(certificate.path);
    certificate.name = name;
    certificate.arn = server_certificate_arn(call.account, certificate.path, certificate.name);
    auto& certificates = call.account.iam.server_certificates;
    auto entry = certificates.extract(old_key);
    entry.key() = key;
    certificates.insert(std::move(entry));
    return {};
}

json::object delete_server_certificate(const Call& call, const json::object& input) {
    const auto& certificate = require_server_certificate(call, input);
    if (!certificate.in_use_by.empty()) {
        throw ServiceError{"DeleteConflict",
                           fmt::format("Certificate: {} is currently in use by {}. Please remove it "
                                       "first before deleting it from IAM.",
                                       certificate.id, *certificate.in_use_by.begin())};
    }
    call.account.iam.server_certificates.erase(Store::key_of(certificate.name));
    return {};
}

}  // namespace certwright::sandbox::iam
