#include "sandbox/iam/read_server_certificate.hpp"

#include "base/json.hpp"
#include "sandbox/iam/listing.hpp"
#include "sandbox/iam/lookup.hpp"
#include "sandbox/iam/tags.hpp"
#include "sandbox/world/world.hpp"

#include <utility>

namespace certwright::sandbox::iam {

json::object get_server_certificate(const Call& call, const json::object& input) {
    const auto& certificate = require_server_certificate(call, input);
    json::object shown{{"ServerCertificateMetadata", metadata_of(certificate)},
                       {"CertificateBody", certificate.body}};
    if (!certificate.tags.empty()) shown["Tags"] = tags_of(certificate);
    if (!certificate.chain.empty()) shown["CertificateChain"] = certificate.chain;
    return {{"ServerCertificate", std::move(shown)}};
}

json::object list_server_certificates(const Call& call, const json::object& input) {
    const auto prefix = json::text(input, "PathPrefix").value_or("/");
    const auto& certificates = call.account.iam.server_certificates;
    Pager pager = pager_of(input, call.now);
    json::array rows;
    for (auto row = certificates.upper_bound(pager.after()); row != certificates.end(); ++row) {
        if (!row->second.path.starts_with(prefix)) continue;
        if (!pager.take(row->first)) break;
        rows.push_back(metadata_of(row->second));
    }
    json::object answer{{"ServerCertificateMetadataList", std::move(rows)}};
    put_page_end(answer, pager);
    return answer;
}

}  // namespace certwright::sandbox::iam
