#include "sandbox/route53/refused_value.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::route53 {
namespace {

std::string fatal(std::string_view problem, const std::string& value) {
    return fmt::format("Invalid Resource Record: 'FATAL problem: {} encountered with '{}''", problem, value);
}

}  // namespace

std::string refused_value(dns::RecordType type, const std::string& value, const std::string& why) {
    if (type == dns::RecordType::a)
        return fatal("ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)", value);
    if (type == dns::RecordType::aaaa)
        return fatal("AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)", value);
    const bool is_text = type == dns::RecordType::txt || type == dns::RecordType::spf;
    if (is_text && !value.starts_with('"'))
        return fatal("InvalidCharacterString (Value should be enclosed in quotation marks)", value);
    return fmt::format("Invalid Resource Record: '{}'", why);
}

}  // namespace certwright::sandbox::route53
