#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox {

struct Region {
    std::string name;
    bool opt_in = false;  ///< off until the account asks for it
};

/// A partition of AWS and the regions in which it has ACM (botocore's partitions.json, and "AWS Regions" in
/// the account management guide for which of them are opt-in).
struct Partition {
    std::string name;
    std::string dns_suffix;
    std::string global_region;  ///< where IAM and STS without a region sign
    std::vector<Region> regions;
};

const std::vector<Partition>& partitions();
const Partition* find_partition(std::string_view name);
/// The partition that has the region.
const Partition* partition_of_region(std::string_view region);

}  // namespace certwright::sandbox
