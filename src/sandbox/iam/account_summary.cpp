#include "sandbox/iam/account_summary.hpp"

#include "base/json.hpp"
#include "sandbox/world/world.hpp"

#include <cstdint>

namespace certwright::sandbox::iam {

json::object get_account_summary(const Call& call, const json::object&) {
    const auto held = static_cast<std::int64_t>(call.account.iam.server_certificates.size());
    const auto most = static_cast<std::int64_t>(call.world.settings.server_certificates_held);
    return {{"SummaryMap", json::object{{"ServerCertificates", held}, {"ServerCertificatesQuota", most}}}};
}

}  // namespace certwright::sandbox::iam
