#pragma once

#include "aws/account_services.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Requests and answers of STS, EC2, the tagging service and Private CA as pure functions of text.
/// Tolerant like the ACM codec; they throw Fault::invalid for what is not the expected answer.
namespace certwright::aws {

CallerIdentity parse_caller_identity(std::string_view xml);
std::vector<Region> parse_regions(std::string_view xml);

struct ResourceTagPage {
    std::map<std::string, acm::Tags> tags;
    std::string pagination_token;
};
std::string resource_tags_request(const std::vector<std::string>& arns, const std::string& pagination_token);
ResourceTagPage parse_resource_tags(std::string_view body);

std::string certificate_authorities_request(bool shared, const std::string& next_token);
CertificateAuthorityPage parse_certificate_authorities(std::string_view body);
CertificateAuthority parse_certificate_authority(std::string_view body);

}  // namespace certwright::aws
