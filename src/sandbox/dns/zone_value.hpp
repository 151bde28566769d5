#pragma once

#include "dns/record.hpp"

#include <string>
#include <string_view>

namespace certwright::sandbox {

/// The value of a record as zone files write it, from what Route 53 takes: names count as absolute with or
/// without the final dot, escapes are octal, texts stand in quotes, there are no comments
/// (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html). Two values that mean
/// the same come out equal. Throws Fault::invalid for what the type cannot hold.
std::string zone_value(dns::RecordType type, std::string_view route53_value);

}  // namespace certwright::sandbox
