#include "sandbox/ec2/operations.hpp"

#include "base/json.hpp"
#include "sandbox/ec2/describe_regions.hpp"

namespace certwright::sandbox::ec2 {

void add_operations(Operations& operations) {
    operations.reads("ec2", "DescribeRegions", describe_regions);
}

}  // namespace certwright::sandbox::ec2
