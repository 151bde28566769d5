#include "sandbox/elbv2/network.hpp"

#include "base/json.hpp"
#include "crypto/digest.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/account.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace certwright::sandbox::elbv2 {
namespace {

std::vector<std::string> named_subnets(const json::object& input) {
    auto subnets = json::texts(input, "Subnets");
    const auto* mappings = json::find(input, "SubnetMappings");
    if (subnets.empty() == (mappings == nullptr)) {
        throw ServiceError{"ValidationError",
                           "You must specify either subnets or subnet mappings, but not both"};
    }
    if (mappings == nullptr) return subnets;
    for (const auto& mapping : mappings->as_array())
        subnets.push_back(json::text(mapping.as_object(), "SubnetId").value_or(""));
    return subnets;
}

}  // namespace

std::vector<std::string> asked_subnets(const json::object& input, bool is_application) {
    auto subnets = named_subnets(input);
    for (const auto& subnet : subnets) {
        if (!subnet.starts_with("subnet-"))
            throw ServiceError{"SubnetNotFound", fmt::format("The subnet ID '{}' is not valid", subnet)};
    }
    const std::set<std::string> different{subnets.begin(), subnets.end()};
    if (different.size() != subnets.size()) {
        throw ServiceError{
            "InvalidConfigurationRequest",
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone"};
    }
    if (is_application && subnets.size() < 2) {
        throw ServiceError{"ValidationError",
                           "At least two subnets in two different Availability Zones must be specified"};
    }
    return subnets;
}

std::string vpc_of(const Call& call) {
    return "vpc-0" + crypto::sha256_hex(call.account.id + "|" + call.region).substr(0, 16);
}

json::array zones_of(const std::string& region, const std::vector<std::string>& subnets) {
    json::array zones;
    char letter = 'a';
    for (const auto& subnet : subnets) {
        zones.push_back(json::object{{"ZoneName", fmt::format("{}{}", region, letter)},
                                     {"SubnetId", subnet},
                                     {"LoadBalancerAddresses", json::array{}}});
        letter = static_cast<char>(letter + 1);
    }
    return zones;
}

}  // namespace certwright::sandbox::elbv2
