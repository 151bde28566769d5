#include "aws/policies.hpp"

#include "aws/endpoints.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

#include <algorithm>
#include <array>

namespace certwright::aws {
namespace {

/// Listing and searching name no resource, nor does asking for regions or quotas; so "*" is the least for
/// them. Everything else is held to certificates of the partition.
bool takes_any_resource(std::string_view action) {
    static constexpr std::array any{
        "acm:ListCertificates",
        "acm:SearchCertificates",
        "acm:GetAccountConfiguration",
        "acm:RequestCertificate",
        "iam:ListServerCertificates",
        "iam:GetAccountSummary",
        "iam:SimulatePrincipalPolicy",
        "ec2:DescribeRegions",
        "tag:GetResources",
        "servicequotas:ListServiceQuotas",
        "acm-pca:ListCertificateAuthorities",
        "route53:ListHostedZones",
        "route53:ListHostedZonesByName",
    };
    return std::ranges::find(any, action) != any.end();
}

/// One statement for each kind of resource that a feature's actions take.
void append_statements(json::array& statements, const Feature& feature, const std::string& partition) {
    std::vector<std::string> resources;
    for (const auto action : feature.actions)
        if (auto resource = resource_pattern(action, partition);
            std::ranges::find(resources, resource) == resources.end())
            resources.push_back(std::move(resource));
    std::size_t number = 1;
    for (const std::string& resource : resources) {
        json::array actions;
        for (const auto action : feature.actions)
            if (resource_pattern(action, partition) == resource) actions.emplace_back(action);
        std::string sid{feature.sid};
        if (number > 1) sid += std::to_string(number);
        ++number;
        statements.push_back(json::object{
            {"Sid", sid}, {"Effect", "Allow"}, {"Action", std::move(actions)}, {"Resource", resource}});
    }
}

std::string policy_of(std::span<const Feature> wanted, const std::string& partition) {
    find_partition(partition);
    json::array statements;
    for (const Feature& feature : wanted) append_statements(statements, feature, partition);
    return boost::json::serialize(
        json::object{{"Version", "2012-10-17"}, {"Statement", std::move(statements)}});
}

}  // namespace

std::string resource_pattern(std::string_view action, const std::string& partition) {
    const std::string arn = "arn:" + partition + ":";
    if (takes_any_resource(action)) return "*";
    if (action == "acm:ImportCertificate") return "*";  // a first import has no ARN yet
    if (action.starts_with("acm:")) return arn + "acm:*:*:certificate/*";
    if (action.starts_with("acm-pca:")) return arn + "acm-pca:*:*:certificate-authority/*";
    if (action.starts_with("iam:")) return arn + "iam::*:server-certificate/*";
    if (action == "route53:GetChange") return arn + "route53:::change/*";
    if (action.starts_with("route53:")) return arn + "route53:::hostedzone/*";
    return "*";
}

std::span<const Feature> features() {
    static const std::vector<Feature> all{
        {"discovery",
         "CertwrightDiscovery",
         {"acm:ListCertificates", "acm:SearchCertificates", "acm:DescribeCertificate", "acm:GetCertificate",
          "acm:ListTagsForCertificate", "iam:ListServerCertificates", "iam:GetServerCertificate",
          "iam:ListServerCertificateTags", "tag:GetResources", "ec2:DescribeRegions"}},
        {"private CA discovery",
         "CertwrightPrivateAuthorities",
         {"acm-pca:ListCertificateAuthorities", "acm-pca:DescribeCertificateAuthority"}},
        {"deploy",
         "CertwrightDeploy",
         {"acm:ImportCertificate", "acm:AddTagsToCertificate", "acm:RemoveTagsFromCertificate"}},
        {"deploy to IAM",
         "CertwrightDeployToIam",
         {"iam:UploadServerCertificate", "iam:TagServerCertificate"}},
        {"delete from IAM", "CertwrightDeleteFromIam", {"iam:DeleteServerCertificate"}},
        {"quotas before deploying",
         "CertwrightQuotas",
         {"servicequotas:ListServiceQuotas", "iam:GetAccountSummary"}},
        {"request",
         "CertwrightRequest",
         {"acm:RequestCertificate", "acm:ListCertificateDomainValidations", "acm:UpdateCertificateOptions",
          "acm:ResendValidationEmail"}},
        {"private CA issuing",
         "CertwrightPrivateIssuing",
         {"acm-pca:IssueCertificate", "acm-pca:GetCertificate", "acm-pca:RevokeCertificate"}},
        {"life cycle",
         "CertwrightLifecycle",
         {"acm:RenewCertificate", "acm:ExportCertificate", "acm:RevokeCertificate", "acm:DeleteCertificate",
          "acm:GetAccountConfiguration"}},
        {"dns",
         "CertwrightDns",
         {"route53:ListHostedZones", "route53:ListHostedZonesByName", "route53:ChangeResourceRecordSets",
          "route53:GetChange"}},
    };
    return all;
}

std::string discovery_policy(const std::string& partition) {
    return policy_of(features().first(1), partition);
}

std::string full_policy(const std::string& partition) {
    return policy_of(features(), partition);
}

std::string trust_policy(const std::string& partition, const std::string& trusted_arn,
                         const std::string& external_id) {
    find_partition(partition);
    const bool is_account = trusted_arn.size() == 12 &&
                            std::ranges::all_of(trusted_arn, [](char c) { return c >= '0' && c <= '9'; });
    if (!is_account && !trusted_arn.starts_with("arn:"))
        throw Error{Fault::invalid, "cannot trust '" + trusted_arn + "'",
                    "name an AWS account's 12 digits or the ARN of a user or role"};
    const std::string principal =
        is_account ? "arn:" + partition + ":iam::" + trusted_arn + ":root" : trusted_arn;
    json::object statement{{"Sid", "CertwrightAssumesThisRole"},
                           {"Effect", "Allow"},
                           {"Principal", json::object{{"AWS", principal}}},
                           {"Action", "sts:AssumeRole"}};
    if (!external_id.empty())
        statement["Condition"] =
            json::object{{"StringEquals", json::object{{"sts:ExternalId", external_id}}}};
    return boost::json::serialize(
        json::object{{"Version", "2012-10-17"}, {"Statement", json::array{std::move(statement)}}});
}

}  // namespace certwright::aws
