#include "sandbox/front/resource.hpp"

#include "base/json.hpp"

#include <fmt/format.h>

#include <mutex>
#include <optional>
#include <shared_mutex>

namespace certwright::sandbox {
namespace {

/// IAM knows certificates by name, and policies by an ARN with the path before it.
std::string server_certificate_arn(const Account& account, const std::string& name) {
    const auto& certificates = account.iam.server_certificates;
    const auto found = certificates.find(iam::Store::key_of(name));
    return found == certificates.end() ? account.arn("iam", "", "server-certificate/" + name)
                                       : found->second.arn;
}

ResourceName iam_resource(const Account& account, std::string_view operation, const json::object& input) {
    if (operation == "SimulatePrincipalPolicy")
        return {json::text(input, "PolicySourceArn").value_or(""), ""};
    if (operation == "GetAccountSummary") return {};
    if (operation == "ListServerCertificates") {
        const auto prefix = json::text(input, "PathPrefix").value_or("/");
        return {account.arn("iam", "", "server-certificate" + prefix), ""};
    }
    const auto name = json::text(input, "ServerCertificateName").value_or("");
    if (operation == "UploadServerCertificate") {
        const auto path = json::text(input, "Path").value_or("/");
        return {account.arn("iam", "", "server-certificate" + path + name), ""};
    }
    return {server_certificate_arn(account, name), "server certificate " + name};
}

std::string organizations_resource(const World& world, const Account& account, const json::object& input) {
    const auto member = json::text(input, "AccountId");
    if (!member || !world.organization) return "";
    return fmt::format("arn:{}:organizations::{}:account/{}/{}", account.partition,
                       world.organization->management_account_id, world.organization->id, *member);
}

/// Policies of Private CA are about authorities, not about what these issued.
std::string pca_resource(const Account& account, const std::string& region, const json::object& input) {
    for (const auto* member : {"CertificateAuthorityArn", "ResourceArn"}) {
        if (auto arn = json::text(input, member)) return *std::move(arn);
    }
    return account.arn("acm-pca", region, "certificate-authority/*");
}

/// Queues are named by URLs that end in account and name, rules of EventBridge by their names.
std::string messaging_resource(const Caller& caller, const Account& account, const ServiceModel& service,
                               const json::object& input) {
    if (service.id == "sqs") {
        const auto url = json::text(input, "QueueUrl").value_or("");
        const auto name = json::text(input, "QueueName").value_or(url.substr(url.rfind('/') + 1));
        return name.empty() ? "" : account.arn("sqs", caller.region, name);
    }
    const auto rule = json::text(input, "Rule").value_or(json::text(input, "Name").value_or(""));
    return rule.empty() ? "" : account.arn("events", caller.region, "rule/" + rule);
}

std::string named_in(const json::object& input) {
    for (const auto* member :
         {"CertificateArn", "ResourceArn", "RoleArn", "ListenerArn", "LoadBalancerArn", "TargetGroupArn"}) {
        if (auto arn = json::text(input, member)) return *std::move(arn);
    }
    return "";
}

}  // namespace

ResourceName resource_of(World& world, const Caller& caller, const ServiceModel& service,
                         const OperationModel& operation, const json::object& input) {
    const std::shared_lock shared{world.lock};
    const auto found = world.accounts.find(caller.principal.account_id);
    if (found == world.accounts.end()) return {};
    const Account& account = found->second;
    if (service.id == "iam") return iam_resource(account, operation.name, input);
    if (service.id == "organizations") return {organizations_resource(world, account, input), ""};
    if (service.id == "account") return {account.arn("account", "", "account"), ""};
    if (service.id == "acm-pca" && operation.name != "ListCertificateAuthorities")
        return {pca_resource(account, caller.region, input), ""};
    if (service.id == "cloudfront") {
        const auto id = json::text(input, "Id");
        return {id ? account.arn("cloudfront", "", "distribution/" + *id) : "", ""};
    }
    if (service.id == "sqs" || service.id == "events")
        return {messaging_resource(caller, account, service, input), ""};
    if (service.id == "acm" && operation.name == "RequestCertificate") {
        return {account.arn("acm", caller.region, "certificate/*"), ""};
    }
    return {named_in(input), ""};
}

}  // namespace certwright::sandbox
