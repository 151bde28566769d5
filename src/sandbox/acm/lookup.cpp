#include "sandbox/acm/lookup.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::acm {

Store& store_of(const Call& call) {
    return call.world.region(call.account, call.region).acm;
}

Certificate& require_certificate(const Call& call, const json::object& input) {
    const auto arn = json::text(input, "CertificateArn").value_or("");
    if (arn.find(":certificate/") == arn.npos) {
        throw ServiceError{"InvalidArnException", fmt::format("Arn {} is not a certificate ARN.", arn)};
    }
    auto& certificates = store_of(call).certificates;
    const auto found = certificates.find(arn);
    if (found == certificates.end() || found->second.deleted_at) {
        throw ServiceError{"ResourceNotFoundException",
                           fmt::format("Could not find certificate {} in account {}.", arn, call.account.id)};
    }
    return found->second;
}

bool is_visible(const Certificate& certificate, Time now) {
    return !certificate.deleted_at || *certificate.deleted_at > now;
}

bool has(const std::vector<std::string>& values, std::string_view value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

std::string shown_key_algorithm(const std::string& algorithm) {
    std::string shown = algorithm;
    std::replace(shown.begin(), shown.end(), '_', '-');
    return shown;
}

}  // namespace certwright::sandbox::acm
