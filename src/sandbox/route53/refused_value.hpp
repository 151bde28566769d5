#pragma once

#include "dns/record.hpp"

#include <string>

namespace certwright::sandbox::route53 {

/// How Route 53 names what is wrong with a value that its type cannot hold, as in
/// "Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (…) encountered with '300.0.2.1''"
/// (real answers in public logs, for example gomodules/dns#7). `why` is told where no word of Route 53's is
/// known.
std::string refused_value(dns::RecordType type, const std::string& value, const std::string& why);

}  // namespace certwright::sandbox::route53
