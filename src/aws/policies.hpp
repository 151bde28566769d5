#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What Certwright needs to be allowed in an AWS account, and the policies that say so.
namespace certwright::aws {

/// Actions that make one feature work.
struct Feature {
    std::string_view name;  ///< "discovery"
    std::string_view sid;   ///< of its policy statement
    std::vector<std::string_view> actions;
};
/// Every feature that uses AWS, discovery first.
std::span<const Feature> features();

/// What an action is allowed on: "*", or an ARN with wildcards, narrowed to the partition.
std::string resource_pattern(std::string_view action, const std::string& partition);

/// IAM policies as JSON texts, least privilege, one statement for each feature. Throws Fault::invalid
/// for an unknown partition.
std::string discovery_policy(const std::string& partition);
std::string full_policy(const std::string& partition);
/// Lets `trusted_arn` assume the role, with the external ID unless that is empty
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html).
/// `trusted_arn` may be an account's 12 digits.
std::string trust_policy(const std::string& partition, const std::string& trusted_arn,
                         const std::string& external_id);

}  // namespace certwright::aws
