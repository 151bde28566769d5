#pragma once

#include "aws/service.hpp"
#include "net/url.hpp"

#include <string>
#include <string_view>

namespace certwright::aws {

/// Where an account's calls go.
struct Site {
    std::string partition = "aws";  ///< "aws", "aws-cn", "aws-us-gov"
    std::string endpoint_url;       ///< replaces every service's endpoint: an emulator or a VPC endpoint
    bool fips = false;
    std::string proxy;
    std::string ca_bundle;
};

/// A group of regions with accounts, names and endpoints of its own (botocore's partitions.json).
struct Partition {
    std::string_view id;              ///< "aws-us-gov", as in ARNs
    std::string_view dns_suffix;      ///< "amazonaws.com"
    std::string_view default_region;  ///< where calls go that may go to any region
    std::string_view iam_host;
    std::string_view iam_region;  ///< what requests to the global IAM are signed for
};
/// Throws Fault::invalid for a partition that Certwright does not know.
const Partition& find_partition(std::string_view id);

/// The partition that a region is in, by its name; "aws" for a name that is new.
std::string_view partition_of_region(std::string_view region);

/// Whether an account must enable the region before it answers: every region of `aws` that was
/// launched after 20 March 2019
/// (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html).
bool is_opt_in_region(std::string_view region);

struct Endpoint {
    net::Url url;  ///< its path is a prefix for the call's: "/" for AWS itself
    std::string signing_region;
};
/// `region` may be empty for the partition's default. Throws Fault::invalid for an unknown partition,
/// for a name that cannot be a region's, for FIPS where the partition has none, and for a broken
/// endpoint URL. A region without FIPS endpoint gets a name that does not resolve: never plain TLS.
Endpoint find_endpoint(Service service, std::string_view region, const Site& site);

}  // namespace certwright::aws
