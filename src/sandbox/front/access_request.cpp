#include "sandbox/front/access_request.hpp"

#include "base/json.hpp"
#include "sandbox/front/resource.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::sandbox {
namespace {

void add_condition(AccessRequest& request, std::string_view key, const std::optional<std::string>& value) {
    if (value) request.context.emplace(key, *value);
}

void add_acm_conditions(AccessRequest& request, const json::object& input) {
    add_condition(request, "acm:ValidationMethod", json::text(input, "ValidationMethod"));
    add_condition(request, "acm:KeyAlgorithm", json::text(input, "KeyAlgorithm"));
    add_condition(request, "acm:CertificateAuthority", json::text(input, "CertificateAuthorityArn"));
    add_condition(request, "acm:DomainNames", json::text(input, "DomainName"));
    for (auto& name : json::texts(input, "SubjectAlternativeNames")) {
        request.context.emplace("acm:DomainNames", std::move(name));
    }
}

}  // namespace

std::string action_name(const ServiceModel& service, std::string_view operation) {
    static constexpr std::pair<std::string_view, std::string_view> prefixes[] = {
        {"resourcegroupstaggingapi", "tag"},
        {"elbv2", "elasticloadbalancing"},
        {"service-quotas", "servicequotas"}};
    for (const auto& [id, prefix] : prefixes) {
        if (service.id == id) return fmt::format("{}:{}", prefix, operation);
    }
    return fmt::format("{}:{}", service.id, operation);
}

AccessRequest access_request_of(World& world, const Caller& caller, const ServiceModel& service,
                                const OperationModel& operation, const json::object& input) {
    AccessRequest request{
        .action = action_name(service, operation.name), .resource = "*", .context = {}, .called = ""};
    auto [arn, called] = resource_of(world, caller, service, operation, input);
    if (!arn.empty()) request.resource = std::move(arn);
    request.called = std::move(called);
    if (service.id == "acm" && operation.name == "RequestCertificate") add_acm_conditions(request, input);
    if (service.id == "acm-pca")
        add_condition(request, "acm-pca:TemplateArn", json::text(input, "TemplateArn"));
    add_condition(request, "aws:RequestedRegion", caller.region);
    return request;
}

}  // namespace certwright::sandbox
