#include "sandbox/iam/change_server_certificate.hpp"

#include "base/json.hpp"
#include "sandbox/auth/refusal.hpp"
#include "sandbox/iam/lookup.hpp"
#include "sandbox/iam/use.hpp"
#include "sandbox/use/certificate_use.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace certwright::sandbox::iam {
namespace {

/// The front door asked about the old ARN; who changes it needs the right to the new one too.
void check_access(const Call& call, const std::string& arn) {
    if (!call.principal.policy) return;
    const AccessRequest request{.action = "iam:UpdateServerCertificate", .resource = arn};
    if (call.principal.policy->decide(request) == Verdict::allowed) return;
    throw access_denied(fmt::format("User: {} is not authorized to perform: {} on resource: {}",
                                    call.principal.arn, request.action, arn),
                        Protocol::query);
}

}  // namespace

json::object update_server_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_server_certificate(call, input);
    const std::string old_key = Store::key_of(certificate.name);
    const auto name = json::text(input, "NewServerCertificateName").value_or(certificate.name);
    const auto path = json::text(input, "NewPath").value_or(certificate.path);
    const auto arn = server_certificate_arn(call.account, path, name);
    check_access(call, arn);
    const std::string key = Store::key_of(name);
    if (key != old_key) require_free_name(call, name);
    follow_rename(call.account, certificate.arn, arn);
    certificate.path = path;
    certificate.name = name;
    certificate.arn = arn;
    auto& certificates = call.account.iam.server_certificates;
    auto entry = certificates.extract(old_key);
    entry.key() = key;
    certificates.insert(std::move(entry));
    return {};
}

json::object delete_server_certificate(const Call& call, const json::object& input) {
    const auto& certificate = require_server_certificate(call, input);
    if (const auto user = user_of(certificate, call.now)) {
        throw ServiceError{"DeleteConflict",
                           fmt::format("Certificate: {} is currently in use by {}. Please remove it "
                                       "first before deleting it from IAM.",
                                       certificate.id, *user)};
    }
    call.account.iam.server_certificates.erase(Store::key_of(certificate.name));
    return {};
}

}  // namespace certwright::sandbox::iam
