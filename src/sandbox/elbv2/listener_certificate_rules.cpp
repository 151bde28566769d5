#include "sandbox/elbv2/listener_certificate_rules.hpp"

#include "base/json.hpp"
#include "sandbox/use/bindable_certificate.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/account.hpp"
#include "sandbox/world/arn.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace certwright::sandbox::elbv2 {
namespace {

constexpr std::size_t most_added_certificates = 25;
constexpr std::array<std::string_view, 6> supported_keys{"RSA_2048",      "RSA_3072",     "RSA_4096",
                                                         "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"};

bool is_certificate_arn(const Arn& arn) {
    if (arn.service == "acm") return arn.resource.starts_with("certificate/");
    return arn.service == "iam" && arn.resource.starts_with("server-certificate/");
}

/// A name with a dot whose last label is no number: not "localhost", not an IP address.
bool is_fully_qualified(const std::string& name) {
    const auto dot = name.rfind('.');
    return dot != name.npos && dot + 1 < name.size() &&
           std::isalpha(static_cast<unsigned char>(name[dot + 1])) != 0;
}

bool names_a_host(const BindableCertificate& certificate) {
    return std::any_of(certificate.names.begin(), certificate.names.end(), is_fully_qualified);
}

bool has_supported_key(const BindableCertificate& certificate) {
    return std::find(supported_keys.begin(), supported_keys.end(), certificate.key_algorithm) !=
           supported_keys.end();
}

}  // namespace

std::optional<std::vector<std::string>> named_certificates(const json::object& input) {
    const auto* certificates = json::find(input, "Certificates");
    if (certificates == nullptr) return std::nullopt;
    std::vector<std::string> arns;
    for (const auto& certificate : certificates->as_array()) {
        if (certificate.as_object().contains("IsDefault")) {
            throw ServiceError{"ValidationError", "You cannot set the isDefault parameter for a certificate"};
        }
        arns.push_back(json::text(certificate.as_object(), "CertificateArn").value_or(""));
    }
    return arns;
}

void check_bindable(const Call& call, const std::string& text) {
    const auto arn = Arn::parse(text);
    if (!arn || !is_certificate_arn(*arn)) {
        throw ServiceError{"ValidationError", fmt::format("Certificate ARN '{}' is not valid", text)};
    }
    const auto certificate = find_bindable(call.account, text);
    if (!certificate || (!certificate->region.empty() && certificate->region != call.region)) {
        throw ServiceError{"CertificateNotFound", fmt::format("Certificate '{}' not found", text)};
    }
    if (certificate->is_issued && names_a_host(*certificate) && has_supported_key(*certificate)) return;
    throw ServiceError{"UnsupportedCertificate",
                       fmt::format("The certificate '{}' must have a fully-qualified domain name, a "
                                   "supported signature, and a supported key size.",
                                   text)};
}

void check_certificate_quota(const LoadBalancer& balancer, const std::vector<std::string>& more) {
    std::set<std::string> added{more.begin(), more.end()};
    for (const auto& [arn, listener] : balancer.listeners)
        added.insert(listener.added_certificates.begin(), listener.added_certificates.end());
    if (added.size() <= most_added_certificates) return;
    throw ServiceError{
        "TooManyCertificates",
        fmt::format("The maximum number of certificates has been reached on load balancer '{}'",
                    balancer.arn)};
}

}  // namespace certwright::sandbox::elbv2
