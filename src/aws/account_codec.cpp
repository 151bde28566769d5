#include "aws/account_codec.hpp"

#include "aws/acm_codec.hpp"
#include "aws/json_answer.hpp"
#include "aws/xml_answer.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

#include <pugixml.hpp>

#include <algorithm>

namespace certwright::aws {
namespace {

/// The part of "arn:PARTITION:…".
std::string partition_of(std::string_view arn) {
    constexpr std::string_view prefix = "arn:";
    const auto end = arn.find(':', prefix.size());
    if (!arn.starts_with(prefix) || end == std::string_view::npos || end == prefix.size())
        throw Error{Fault::invalid, "the answer has '" + std::string{arn} + "' where an ARN belongs"};
    return std::string{arn.substr(prefix.size(), end - prefix.size())};
}

CertificateAuthority authority_of(const json::object& from) {
    const json::object* configuration = find_object(from, "CertificateAuthorityConfiguration");
    const auto configured = [&](std::string_view key) {
        return configuration ? text_or_empty(*configuration, key) : std::string{};
    };
    return {
        .arn = required_text(from, "Arn"),
        .owner_account = text_or_empty(from, "OwnerAccount"),
        .type = text_or_empty(from, "Type"),
        .status = text_or_empty(from, "Status"),
        .key_algorithm = acm::fold_key_algorithm(configured("KeyAlgorithm")),
        .signing_algorithm = configured("SigningAlgorithm"),
        .subject = directory_name(configuration ? find_object(*configuration, "Subject") : nullptr),
        .serial = text_or_empty(from, "Serial"),
        .usage_mode = text_or_empty(from, "UsageMode"),
        .created_at = json::epoch_seconds(from, "CreatedAt"),
        .not_before = json::epoch_seconds(from, "NotBefore"),
        .not_after = json::epoch_seconds(from, "NotAfter"),
    };
}

}  // namespace

CallerIdentity parse_caller_identity(std::string_view xml) {
    pugi::xml_document document;
    const auto result = parse_answer(document, xml, "GetCallerIdentity");
    CallerIdentity identity{
        .account_id = required_text(result, "Account"),
        .arn = required_text(result, "Arn"),
        .user_id = text_of(result, "UserId"),
        .partition = {},
    };
    identity.partition = partition_of(identity.arn);
    return identity;
}

std::vector<Region> parse_regions(std::string_view xml) {
    pugi::xml_document document;
    const auto answer = parse_answer(document, xml, "DescribeRegions");
    std::vector<Region> regions;
    for (const auto item : required_child(answer, "regionInfo").children("item"))
        regions.push_back({required_text(item, "regionName"), text_of(item, "optInStatus")});
    std::ranges::sort(regions, {}, &Region::name);
    return regions;
}

std::string resource_tags_request(const std::vector<std::string>& arns, const std::string& pagination_token) {
    json::object request{{"ResourceARNList", json::from_texts(arns)}};
    if (!pagination_token.empty()) request["PaginationToken"] = pagination_token;
    return boost::json::serialize(request);
}

ResourceTagPage parse_resource_tags(std::string_view body) {
    const auto answer = parse_answer(body, "the answer to GetResources");
    constexpr std::string_view list = "ResourceTagMappingList";
    ResourceTagPage page;
    for (const json::value& element : required_list(answer, list)) {
        const json::object& mapping = row_of(element, list);
        page.tags[required_text(mapping, "ResourceARN")] = tags_of(mapping, "Tags");
    }
    page.pagination_token = text_or_empty(answer, "PaginationToken");
    return page;
}

std::string certificate_authorities_request(bool shared, const std::string& next_token) {
    json::object request{{"MaxResults", 1000}};
    if (shared) request["ResourceOwner"] = "OTHER_ACCOUNTS";
    if (!next_token.empty()) request["NextToken"] = next_token;
    return boost::json::serialize(request);
}

CertificateAuthorityPage parse_certificate_authorities(std::string_view body) {
    const auto answer = parse_answer(body, "the answer to ListCertificateAuthorities");
    constexpr std::string_view list = "CertificateAuthorities";
    CertificateAuthorityPage page;
    for (const json::value& element : required_list(answer, list))
        page.rows.push_back(authority_of(row_of(element, list)));
    page.next_token = text_or_empty(answer, "NextToken");
    return page;
}

CertificateAuthority parse_certificate_authority(std::string_view body) {
    const auto answer = parse_answer(body, "the answer to DescribeCertificateAuthority");
    return authority_of(required_object(answer, "CertificateAuthority"));
}

}  // namespace certwright::aws
