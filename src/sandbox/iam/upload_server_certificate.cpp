#include "sandbox/iam/upload_server_certificate.hpp"

#include "base/json.hpp"
#include "sandbox/iam/lookup.hpp"
#include "sandbox/iam/tags.hpp"
#include "sandbox/iam/uploaded_content.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/random.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace certwright::sandbox::iam {
namespace {

void check_quota(const Call& call) {
    const auto most = call.world.settings.server_certificates_held;
    if (call.account.iam.server_certificates.size() < most) return;
    throw ServiceError{"LimitExceeded",
                       fmt::format("Cannot exceed quota for ServerCertificatesPerAccount: {}", most)};
}

}  // namespace

json::object upload_server_certificate(const Call& call, const json::object& input) {
    ServerCertificate made;
    made.name = input.at("ServerCertificateName").as_string();
    made.path = json::text(input, "Path").value_or("/");
    require_free_name(call, made.name);
    check_quota(call);
    made.expires_at = check_upload(input, call.now);
    made.tags = merged_tags({}, input);
    made.id = random_unique_id("ASCA");
    made.arn = server_certificate_arn(call.account, made.path, made.name);
    made.body = input.at("CertificateBody").as_string();
    made.chain = json::text(input, "CertificateChain").value_or("");
    made.uploaded_at = std::chrono::floor<std::chrono::seconds>(call.now);
    json::object answer{{"ServerCertificateMetadata", metadata_of(made)}};
    if (!made.tags.empty()) answer["Tags"] = tags_of(made);
    call.account.iam.server_certificates.emplace(Store::key_of(made.name), std::move(made));
    return answer;
}

}  // namespace certwright::sandbox::iam
