#include "sandbox/elbv2/tags.hpp"

#include "base/json.hpp"
#include "sandbox/elbv2/lookup.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace certwright::sandbox::elbv2 {
namespace {

constexpr std::size_t most_tags = 50;

Tags& tags_of_resource(const Call& call, const std::string& arn) {
    if (arn.find(":loadbalancer/") != arn.npos) return require_load_balancer(call, arn).tags;
    if (arn.find(":targetgroup/") != arn.npos) return require_target_group(call, arn).tags;
    return require_listener(call, arn).listener.tags;
}

}  // namespace

Tags merged_tags(Tags existing, const json::object& input) {
    const auto* tags = json::find(input, "Tags");
    if (tags == nullptr) return existing;
    std::set<std::string> seen;
    for (const auto& tag : tags->as_array()) {
        const auto key = json::text(tag.as_object(), "Key").value_or("");
        if (key.starts_with("aws:")) {
            throw ServiceError{"ValidationError", "Tag keys that begin with 'aws:' are reserved for AWS use"};
        }
        if (!seen.insert(key).second) {
            throw ServiceError{"DuplicateTagKeys",
                               fmt::format("Cannot provide multiple tags with the same key: '{}'", key)};
        }
        existing[key] = json::text(tag.as_object(), "Value").value_or("");
    }
    if (existing.size() > most_tags)
        throw ServiceError{"TooManyTags", "The maximum number of tags has been reached on this resource"};
    return existing;
}

json::object add_tags(const Call& call, const json::object& input) {
    const auto arns = json::texts(input, "ResourceArns");
    for (const auto& arn : arns) merged_tags(tags_of_resource(call, arn), input);
    for (const auto& arn : arns) {
        Tags& tags = tags_of_resource(call, arn);
        tags = merged_tags(std::move(tags), input);
    }
    return {};
}

json::object remove_tags(const Call& call, const json::object& input) {
    for (const auto& arn : json::texts(input, "ResourceArns")) {
        Tags& tags = tags_of_resource(call, arn);
        for (const auto& key : json::texts(input, "TagKeys")) tags.erase(key);
    }
    return {};
}

json::object describe_tags(const Call& call, const json::object& input) {
    json::array rows;
    for (const auto& arn : json::texts(input, "ResourceArns")) {
        json::array tags;
        for (const auto& [key, value] : tags_of_resource(call, arn))
            tags.push_back(json::object{{"Key", key}, {"Value", value}});
        rows.push_back(json::object{{"ResourceArn", arn}, {"Tags", std::move(tags)}});
    }
    return {{"TagDescriptions", std::move(rows)}};
}

}  // namespace certwright::sandbox::elbv2
