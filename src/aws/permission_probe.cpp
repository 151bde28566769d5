#include "aws/permission_probe.hpp"

#include "aws/account_codec.hpp"
#include "aws/iam_codec.hpp"
#include "aws/service_quotas_codec.hpp"
#include "base/bytes.hpp"
#include "base/json.hpp"

#include <algorithm>
#include <array>

namespace certwright::aws {
namespace {

constexpr auto longest_probe = 15s;

struct Probe {
    Service service;
    std::string body;
};

json::object about(const char* member, const std::string& arn) {
    return {{member, arn}};
}

json::object with(json::object request, const char* member, json::value value) {
    request[member] = std::move(value);
    return request;
}

/// Bodies for ACM. All but the reads name a certificate that is not there.
std::optional<json::object> acm_body(std::string_view operation, const std::string& arn) {
    const json::object certificate = about("CertificateArn", arn);
    const json::array tags{json::object{{"Key", "certwright-probe"}}};
    if (operation == "ListCertificates") return json::object{{"MaxItems", 1}};
    if (operation == "SearchCertificates") return json::object{{"MaxResults", 1}};
    if (operation == "GetAccountConfiguration") return json::object{};
    static constexpr std::array bare{"DescribeCertificate",    "GetCertificate",
                                     "ListTagsForCertificate", "ListCertificateDomainValidations",
                                     "RenewCertificate",       "DeleteCertificate"};
    if (std::ranges::find(bare, operation) != bare.end()) return certificate;
    if (operation == "AddTagsToCertificate" || operation == "RemoveTagsFromCertificate")
        return with(certificate, "Tags", tags);
    if (operation == "ExportCertificate")
        return with(certificate, "Passphrase", json::value(to_base64(as_bytes("certwright"))));
    if (operation == "RevokeCertificate") return with(certificate, "RevocationReason", "UNSPECIFIED");
    if (operation == "ResendValidationEmail")
        return with(with(certificate, "Domain", "example.com"), "ValidationDomain", "example.com");
    if (operation == "UpdateCertificateOptions")
        return with(certificate, "Options",
                    json::object{{"CertificateTransparencyLoggingPreference", "ENABLED"}});
    if (operation == "ImportCertificate") {
        // Shaped like PEM, and no certificate: even a server that ignores the ARN could not keep it.
        const auto text = [](std::string_view label) {
            const std::string name{label};
            return json::value(
                to_base64(as_bytes("-----BEGIN " + name + "-----\nAAAA\n-----END " + name + "-----\n")));
        };
        return with(with(certificate, "Certificate", text("CERTIFICATE")), "PrivateKey", text("PRIVATE KEY"));
    }
    return std::nullopt;
}

std::optional<json::object> authority_body(std::string_view operation, const std::string& arn) {
    const json::object authority = about("CertificateAuthorityArn", arn);
    if (operation == "ListCertificateAuthorities") return json::object{{"MaxResults", 1}};
    if (operation == "DescribeCertificateAuthority") return authority;
    if (operation == "GetCertificate")
        return with(authority, "CertificateArn",
                    json::value(arn + "/certificate/00000000000000000000000000000000"));
    if (operation == "RevokeCertificate")
        return with(with(authority, "CertificateSerial", "00:00"), "RevocationReason", "UNSPECIFIED");
    return std::nullopt;
}

std::optional<Probe> probe_of(std::string_view service, std::string_view operation,
                              const std::string& missing, const PermissionScope& scope) {
    if (service == "acm")
        if (const auto body = acm_body(operation, missing))
            return Probe{Service::acm, boost::json::serialize(*body)};
    if (service == "acm-pca")
        if (const auto body = authority_body(operation, missing))
            return Probe{Service::acm_pca, boost::json::serialize(*body)};
    if (service == "iam") {
        if (operation == "ListServerCertificates") return Probe{Service::iam, "MaxItems=1"};
        if (operation == "GetAccountSummary") return Probe{Service::iam, {}};
        if (operation == "GetServerCertificate" || operation == "ListServerCertificateTags")
            return Probe{Service::iam, iam::name_request("certwright-probe")};
    }
    if (service == "servicequotas" && operation == "ListServiceQuotas")
        return Probe{Service::service_quotas, service_quotas::list_request("acm", {})};
    if (service == "ec2" && operation == "DescribeRegions") return Probe{Service::ec2, {}};
    if (service == "tag" && operation == "GetResources")
        return Probe{Service::tagging,
                     resource_tags_request({scope.missing_resource("acm:DescribeCertificate")}, {})};
    return std::nullopt;
}

}  // namespace

std::optional<Call> probe_call(std::string_view action, const PermissionScope& scope) {
    const auto colon = action.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto operation = action.substr(colon + 1);
    auto probe = probe_of(action.substr(0, colon), operation, scope.missing_resource(action), scope);
    if (!probe) return std::nullopt;
    const bool regional = probe->service != Service::iam && probe->service != Service::ec2;
    return Call{.service = probe->service,
                .operation = std::string{operation},
                .region = regional ? scope.region : std::string{},
                .body = std::move(probe->body)};
}

PermissionVerdict judge_probe(const Outcome<std::string>& answer) {
    using State = PermissionCheck::State;
    if (answer) return {State::allowed, "a call succeeded"};
    const Failure& failure = answer.failure();
    switch (failure.kind) {
        case FailureKind::access_denied:
            return {State::denied, failure.message};
        case FailureKind::not_found:
            return {State::allowed, "a call about a missing resource was let through"};
        case FailureKind::conflict:
            return {State::allowed, "a call was let through"};
        case FailureKind::unknown_operation:
            return {State::unknown, "this endpoint does not offer the operation"};
        case FailureKind::invalid:
        case FailureKind::credentials:
        case FailureKind::region_disabled:
        case FailureKind::quota:
        case FailureKind::throttled:
        case FailureKind::unreachable:
        case FailureKind::malformed:
        case FailureKind::service:
        case FailureKind::cancelled:
            return {State::unknown, failure.text()};
    }
    return {};
}

PermissionProbes::PermissionProbes(Client& client, PermissionScope scope, CallContext context)
    : client_(client), scope_(std::move(scope)), context_(std::move(context)) {
    context_.deadline = std::min<Duration>(context_.deadline, longest_probe);
}

PermissionVerdict PermissionProbes::ask(std::string_view action) {
    const auto call = probe_call(action, scope_);
    if (!call)
        return {PermissionCheck::State::unknown,
                "no harmless call can tell; allow iam:SimulatePrincipalPolicy to have it checked"};
    if (silent_.contains(call->service))
        return {PermissionCheck::State::unknown, "the service did not answer an earlier question"};
    const auto answer = client_.send(*call, context_);
    if (!answer && answer.failure().kind == FailureKind::unreachable) silent_.insert(call->service);
    return judge_probe(answer);
}

}  // namespace certwright::aws
