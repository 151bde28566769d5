#include "sandbox/world/partitions.hpp"

#include <algorithm>

namespace certwright::sandbox {
namespace {

std::vector<Region> regions(std::initializer_list<const char*> always,
                            std::initializer_list<const char*> opt_in) {
    std::vector<Region> all;
    for (const auto* name : always) all.push_back({name, false});
    for (const auto* name : opt_in) all.push_back({name, true});
    std::sort(all.begin(), all.end(), [](const Region& a, const Region& b) { return a.name < b.name; });
    return all;
}

}  // namespace

const std::vector<Partition>& partitions() {
    static const std::vector<Partition> all{
        {"aws", "amazonaws.com", "us-east-1",
         regions({"ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1",
                  "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2",
                  "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"},
                 {"af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4",
                  "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2",
                  "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1"})},
        {"aws-cn", "amazonaws.com.cn", "cn-north-1", regions({"cn-north-1", "cn-northwest-1"}, {})},
        {"aws-us-gov", "amazonaws.com", "us-gov-west-1", regions({"us-gov-east-1", "us-gov-west-1"}, {})},
        {"aws-eusc", "amazonaws.eu", "eusc-de-east-1", regions({"eusc-de-east-1"}, {})},
    };
    return all;
}

const Partition* find_partition(std::string_view name) {
    for (const auto& partition : partitions()) {
        if (partition.name == name) return &partition;
    }
    return nullptr;
}

const Partition* partition_of_region(std::string_view region) {
    for (const auto& partition : partitions()) {
        for (const auto& candidate : partition.regions) {
            if (candidate.name == region) return &partition;
        }
    }
    return nullptr;
}

}  // namespace certwright::sandbox
