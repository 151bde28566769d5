#include "aws/endpoints.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>

namespace certwright::aws {

namespace {

constexpr std::array partitions{
    Partition{"aws", "amazonaws.com", "us-east-1", "iam.amazonaws.com", "us-east-1"},
    Partition{"aws-cn", "amazonaws.com.cn", "cn-north-1", "iam.cn-north-1.amazonaws.com.cn", "cn-north-1"},
    Partition{"aws-us-gov", "amazonaws.com", "us-gov-west-1", "iam.us-gov.amazonaws.com", "us-gov-west-1"},
    Partition{"aws-eusc", "amazonaws.eu", "eusc-de-east-1", "iam.eusc-de-east-1.amazonaws.eu",
              "eusc-de-east-1"},
    Partition{"aws-iso", "c2s.ic.gov", "us-iso-east-1", "iam.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"},
    Partition{"aws-iso-b", "sc2s.sgov.gov", "us-isob-east-1", "iam.us-isob-east-1.sc2s.sgov.gov",
              "us-isob-east-1"},
};

/// The region becomes part of a host name, so it must not be able to name another host.
bool is_host_label(std::string_view text) {
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, allowed);
}

std::string host_of(Service service, std::string_view region, const Partition& partition, bool fips) {
    const std::string prefix{dialect_of(service).name};
    const std::string suffix{partition.dns_suffix};
    // GovCloud's ordinary endpoints are the FIPS ones, except for the tagging API.
    const bool gov = partition.id == "aws-us-gov";
    const bool named_apart = fips && (!gov || service == Service::tagging);
    if (service == Service::iam) return named_apart ? "iam-fips." + suffix : std::string{partition.iam_host};
    return prefix + (named_apart ? "-fips." : ".") + std::string{region} + "." + suffix;
}

}  // namespace

const Partition& find_partition(std::string_view id) {
    const auto* found = std::ranges::find(partitions, id, &Partition::id);
    if (found == partitions.end())
        throw Error{Fault::invalid, "there is no AWS partition \"" + std::string{id} + "\"",
                    "use aws, aws-cn or aws-us-gov"};
    return *found;
}

std::string_view partition_of_region(std::string_view region) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> prefixes{
        {{"cn-", "aws-cn"},
         {"us-gov-", "aws-us-gov"},
         {"eusc-", "aws-eusc"},
         {"us-iso-", "aws-iso"},
         {"us-isob-", "aws-iso-b"}}};
    for (const auto& [prefix, partition] : prefixes)
        if (region.starts_with(prefix)) return partition;
    return "aws";
}

bool is_opt_in_region(std::string_view region) {
    static constexpr std::array<std::string_view, 17> always_enabled{
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1",
        "ap-southeast-2", "ca-central-1",   "eu-central-1",   "eu-north-1", "eu-west-1",
        "eu-west-2",      "eu-west-3",      "sa-east-1",      "us-east-1",  "us-east-2",
        "us-west-1",      "us-west-2"};
    // The other partitions have no regions to opt in to.
    for (const std::string_view prefix : {"cn-", "us-gov-", "us-iso", "eusc-"})
        if (region.starts_with(prefix)) return false;
    return std::ranges::find(always_enabled, region) == always_enabled.end();
}

Endpoint find_endpoint(Service service, std::string_view region, const Site& site) {
    const Partition& partition = find_partition(site.partition);
    if (region.empty()) region = partition.default_region;
    if (!is_host_label(region))
        throw Error{Fault::invalid, "\"" + std::string{region} + "\" is not the name of an AWS region"};
    const std::string signing_region{dialect_of(service).global ? partition.iam_region : region};
    if (!site.endpoint_url.empty()) return {net::Url::parse(site.endpoint_url), signing_region};
    if (site.fips && partition.id != "aws" && partition.id != "aws-us-gov")
        throw Error{Fault::invalid, "the partition \"" + site.partition + "\" has no FIPS endpoints"};
    return {net::Url{.scheme = "https",
                     .host = host_of(service, region, partition, site.fips),
                     .port = 443,
                     .path = "/",
                     .query = {}},
            signing_region};
}

}  // namespace certwright::aws
