#include "sandbox/iam/lookup.hpp"

#include "base/json.hpp"
#include "sandbox/wire/epoch.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::iam {

ServerCertificate& require_server_certificate(const Call& call, const json::object& input) {
    const auto name = json::text(input, "ServerCertificateName").value_or("");
    auto& certificates = call.account.iam.server_certificates;
    const auto found = certificates.find(Store::key_of(name));
    if (found == certificates.end()) {
        throw ServiceError{"NoSuchEntity",
                           fmt::format("The Server Certificate with name {} cannot be found.", name)};
    }
    return found->second;
}

void require_free_name(const Call& call, const std::string& name) {
    if (!call.account.iam.server_certificates.contains(Store::key_of(name))) return;
    throw ServiceError{"EntityAlreadyExists",
                       fmt::format("The Server Certificate with name {} already exists.", name)};
}

std::string server_certificate_arn(const Account& account, std::string_view path, std::string_view name) {
    return account.arn("iam", "", fmt::format("server-certificate{}{}", path, name));
}

json::object metadata_of(const ServerCertificate& certificate) {
    return {{"Path", certificate.path},
            {"ServerCertificateName", certificate.name},
            {"ServerCertificateId", certificate.id},
            {"Arn", certificate.arn},
            {"UploadDate", seconds(certificate.uploaded_at)},
            {"Expiration", seconds(certificate.expires_at)}};
}

}  // namespace certwright::sandbox::iam
