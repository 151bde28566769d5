#include "sandbox/sts/session_policy.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/iam/store.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

namespace certwright::sandbox::sts {
namespace {

/// Of the policy's text ("IAM and AWS STS quotas").
constexpr std::size_t longest_policy = 2048;

const json::array& array_of(const json::object& input, std::string_view member) {
    static const json::array none;
    const auto* found = json::find(input, member);
    return found == nullptr ? none : found->as_array();
}

Policy read_policy(const std::string& text) {
    try {
        return Policy::parse(text);
    } catch (const std::exception& broken) {
        throw ServiceError{"MalformedPolicyDocument", broken.what()};
    }
}

/// AWS compresses before it measures, in a way of its own; here every byte counts.
std::size_t packed_percentage(const json::object& input) {
    std::size_t bytes = json::text(input, "Policy").value_or("").size();
    for (const auto& tag : array_of(input, "Tags")) {
        bytes += json::text(tag.as_object(), "Key").value_or("").size() +
                 json::text(tag.as_object(), "Value").value_or("").size();
    }
    return (bytes * 100 + longest_policy - 1) / longest_policy;
}

}  // namespace

void apply_session_policy(Principal& principal, const json::object& input) {
    if (!array_of(input, "PolicyArns").empty()) {
        throw ServiceError{"MalformedPolicyDocument",
                           "The sandbox has no managed policies; pass one as Policy."};
    }
    const auto text = json::text(input, "Policy");
    if (!text) return;
    auto policy = std::make_shared<const Policy>(read_policy(*text));
    if (const auto percentage = packed_percentage(input); percentage > 100) {
        throw ServiceError{
            "PackedPolicyTooLarge",
            fmt::format("Packed policy consumes {}% of allotted space, please use smaller policy.",
                        percentage)};
    }
    principal.policy =
        principal.policy ? std::make_shared<const Policy>(principal.policy->limited_by(policy)) : policy;
}

void check_session_tags(const json::object& input) {
    std::set<std::string> keys;
    for (const auto& tag : array_of(input, "Tags")) {
        if (!keys.insert(iam::Store::key_of(json::text(tag.as_object(), "Key").value_or(""))).second) {
            throw ServiceError{"InvalidParameterValue",
                               "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                               400};
        }
    }
    for (const auto& key : json::texts(input, "TransitiveTagKeys")) {
        if (!keys.contains(iam::Store::key_of(key))) {
            throw ServiceError{"InvalidParameterValue",
                               "The specified transitive tag key must be included in the requested tags.",
                               400};
        }
    }
}

void put_packed_size(json::object& answer, const json::object& input) {
    if (const auto percentage = packed_percentage(input); percentage > 0)
        answer["PackedPolicySize"] = percentage;
}

}  // namespace certwright::sandbox::sts
