#include "sandbox/cloudfront/lookup.hpp"

#include "base/json.hpp"
#include "sandbox/acm/detail.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/account.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace certwright::sandbox::cloudfront {
namespace {

/// What a row of a list has of the configuration.
constexpr std::array<std::string_view, 14> listed_members{"Aliases",
                                                          "Origins",
                                                          "OriginGroups",
                                                          "DefaultCacheBehavior",
                                                          "CacheBehaviors",
                                                          "Comment",
                                                          "PriceClass",
                                                          "ViewerCertificate",
                                                          "CustomErrorResponses",
                                                          "Restrictions",
                                                          "HttpVersion",
                                                          "Enabled",
                                                          "IsIPV6Enabled",
                                                          "WebACLId"};

json::object config_of(const Distribution& distribution) {
    return json::parse(distribution.config, "a distribution").as_object();
}

}  // namespace

Distribution& require_distribution(const Call& call, const json::object& input) {
    auto& distributions = call.account.cloudfront.distributions;
    const auto found = distributions.find(json::text(input, "Id").value_or(""));
    if (found == distributions.end())
        throw ServiceError{"NoSuchDistribution", "The specified distribution does not exist."};
    return found->second;
}

void check_version(const Distribution& distribution, const json::object& input) {
    const auto given = json::text(input, "IfMatch");
    if (!given) {
        throw ServiceError{"InvalidIfMatchVersion",
                           "The If-Match version is missing or not valid for the resource."};
    }
    if (*given == distribution.etag) return;
    throw ServiceError{
        "PreconditionFailed",
        "The request failed because it didn't meet the preconditions in one or more request-header fields."};
}

json::object shown_distribution(const Distribution& distribution, const char* status) {
    return {{"Id", distribution.id},
            {"ARN", distribution.arn},
            {"Status", status},
            {"LastModifiedTime", acm::seconds(distribution.modified_at)},
            {"InProgressInvalidationBatches", 0},
            {"DomainName", distribution.domain_name},
            {"ActiveTrustedSigners", json::object{{"Enabled", false}, {"Quantity", 0}}},
            {"ActiveTrustedKeyGroups", json::object{{"Enabled", false}, {"Quantity", 0}}},
            {"DistributionConfig", config_of(distribution)}};
}

json::object summary_of(const Distribution& distribution) {
    const auto config = config_of(distribution);
    json::object row{{"Id", distribution.id},
                     {"ARN", distribution.arn},
                     {"ETag", distribution.etag},
                     {"Status", "Deployed"},
                     {"LastModifiedTime", acm::seconds(distribution.modified_at)},
                     {"DomainName", distribution.domain_name},
                     {"Staging", false}};
    for (const auto member : listed_members) {
        if (const auto* value = json::find(config, member)) row[member] = *value;
    }
    return row;
}

}  // namespace certwright::sandbox::cloudfront
