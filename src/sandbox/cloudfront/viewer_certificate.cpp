#include "sandbox/cloudfront/viewer_certificate.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "sandbox/use/bindable_certificate.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/account.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace certwright::sandbox::cloudfront {
namespace {

constexpr auto certificate_region = "us-east-1";
constexpr std::array<std::string_view, 5> cloudfront_keys{"RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096",
                                                          "EC_prime256v1"};

constexpr auto no_certificate =
    "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted "
    "certificate that validates your authorization to use the domain name. For more details, see: "
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
    "CNAMEs.html#alternate-domain-names-requirements";
constexpr auto not_covered =
    "The certificate that is attached to your distribution doesn't cover the alternate domain name (CNAME) "
    "that you're trying to add. For more details, see: "
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
    "CNAMEs.html#alternate-domain-names-requirements";
constexpr auto unusable =
    "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include "
    "a valid certificate chain.";

[[noreturn]] void refuse_certificate(const char* message) {
    throw ServiceError{"InvalidViewerCertificate", message};
}

bool is_usable(const BindableCertificate& certificate) {
    const bool known_key = std::find(cloudfront_keys.begin(), cloudfront_keys.end(),
                                     certificate.key_algorithm) != cloudfront_keys.end();
    const bool right_place =
        certificate.region.empty()
            ? certificate.arn.find(":server-certificate/cloudfront/") != std::string::npos
            : certificate.region == certificate_region;
    return certificate.is_issued && known_key && right_place;
}

BindableCertificate require_usable(const Call& call, const std::optional<std::string>& acm_arn,
                                   const std::string& iam_id) {
    const auto found =
        acm_arn ? find_bindable(call.account, *acm_arn) : find_bindable_by_id(call.account, iam_id);
    if (!found || !is_usable(*found)) refuse_certificate(unusable);
    return *found;
}

void check_covers(const BindableCertificate& certificate, const std::vector<std::string>& aliases) {
    for (const auto& alias : aliases) {
        const bool covered =
            std::any_of(certificate.names.begin(), certificate.names.end(),
                        [&](const std::string& name) { return covers(ascii::lower(name), alias); });
        if (!covered) refuse_certificate(not_covered);
    }
}

Presented own_certificate(const std::vector<std::string>& aliases) {
    if (!aliases.empty()) refuse_certificate(no_certificate);
    return {.certificate = "",
            .shown = boost::json::serialize(json::object{{"CloudFrontDefaultCertificate", true},
                                                         {"SSLSupportMethod", "vip"},
                                                         {"MinimumProtocolVersion", "TLSv1"},
                                                         {"CertificateSource", "cloudfront"}})};
}

/// Clients choose the certificate by the host that they name, unless an address of their own is paid for.
void put_protocol(json::object& shown, const json::object& asked) {
    const auto method = json::text(asked, "SSLSupportMethod");
    if (!method)
        refuse_certificate("The parameter SSLSupportMethod is required with a certificate of your own.");
    const auto version = json::text(asked, "MinimumProtocolVersion").value_or("TLSv1");
    if (*method == "sni-only" && version == "SSLv3") {
        throw ServiceError{
            "InvalidMinimumProtocolVersion",
            "The minimum protocol version SSLv3 is not valid with the SSL support method sni-only."};
    }
    shown["SSLSupportMethod"] = *method;
    shown["MinimumProtocolVersion"] = version;
    shown["CloudFrontDefaultCertificate"] = false;
}

}  // namespace

bool covers(std::string_view name, std::string_view alias) {
    if (name == alias) return true;
    if (!name.starts_with("*.")) return false;
    const auto dot = alias.find('.');
    return dot != alias.npos && dot > 0 && alias.substr(0, dot) != "*" && alias.substr(dot) == name.substr(1);
}

Presented presented_by(const Call& call, const json::object& config,
                       const std::vector<std::string>& aliases) {
    const auto* asked = json::find(config, "ViewerCertificate");
    if (asked == nullptr) return own_certificate(aliases);
    const auto& wanted = asked->as_object();
    const auto acm_arn = json::text(wanted, "ACMCertificateArn");
    const auto iam_id = json::text(wanted, "IAMCertificateId");
    const bool own = json::boolean(wanted, "CloudFrontDefaultCertificate").value_or(false);
    const int named = (acm_arn ? 1 : 0) + (iam_id ? 1 : 0) + (own ? 1 : 0);
    if (named > 1) {
        refuse_certificate(
            "Exactly one of ACMCertificateArn, CloudFrontDefaultCertificate and IAMCertificateId must be "
            "specified.");
    }
    if (!acm_arn && !iam_id) return own_certificate(aliases);
    const auto certificate = require_usable(call, acm_arn, iam_id.value_or(""));
    check_covers(certificate, aliases);
    json::object shown;
    put_protocol(shown, wanted);
    shown[acm_arn ? "ACMCertificateArn" : "IAMCertificateId"] = acm_arn ? *acm_arn : *iam_id;
    shown["Certificate"] = acm_arn ? *acm_arn : *iam_id;
    shown["CertificateSource"] = acm_arn ? "acm" : "iam";
    return {.certificate = certificate.arn, .shown = boost::json::serialize(shown)};
}

}  // namespace certwright::sandbox::cloudfront
