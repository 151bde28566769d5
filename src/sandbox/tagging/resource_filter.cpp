#include "sandbox/tagging/resource_filter.hpp"

#include "base/json.hpp"
#include "sandbox/tagging/paging.hpp"
#include "sandbox/world/arn.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::tagging {
namespace {

bool contains(const std::vector<std::string>& values, std::string_view value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

/// What ResourceARNList cannot be used with ("GetResources").
void check_alone(const json::object& input) {
    for (const auto* other :
         {"ResourceTypeFilters", "TagFilters", "ResourcesPerPage", "TagsPerPage", "PaginationToken"}) {
        const auto* given = json::find(input, other);
        const bool absent = given == nullptr || (given->is_array() && given->get_array().empty()) ||
                            (given->is_string() && given->get_string().empty());
        if (!absent) {
            throw invalid_parameter(
                fmt::format("You can't specify both ResourceARNList and {} in one request.", other));
        }
    }
}

/// service[:resourceType]
void check_type(const std::string& type) {
    const auto colon = type.find(':');
    const bool well_formed = !type.empty() && colon != 0 && colon + 1 != type.size() &&
                             (colon == type.npos || type.find(':', colon + 1) == type.npos);
    if (!well_formed) {
        throw invalid_parameter(
            fmt::format("{} is not a valid resource type: the format is service[:resourceType].", type));
    }
}

}  // namespace

ResourceFilter::ResourceFilter(const json::object& input)
    : types_(json::texts(input, "ResourceTypeFilters")), arns_(json::texts(input, "ResourceARNList")) {
    if (!arns_.empty()) check_alone(input);
    for (const auto& arn : arns_) {
        if (!Arn::parse(arn)) throw invalid_parameter(arn + " is not a valid AmazonResourceName (ARN)");
    }
    for (const auto& type : types_) check_type(type);
    const auto* tags = json::find(input, "TagFilters");
    if (tags == nullptr) return;
    for (const auto& tag : tags->as_array()) {
        auto key = json::text(tag.as_object(), "Key");
        if (!key) throw invalid_parameter("A TagFilter must have a Key.");
        tags_.push_back({*std::move(key), json::texts(tag.as_object(), "Values")});
    }
}

bool ResourceFilter::has(const Resource& resource, const Tag& tag) {
    const auto found = resource.tags.find(tag.key);
    return found != resource.tags.end() && (tag.values.empty() || contains(tag.values, found->second));
}

bool ResourceFilter::takes(const Resource& resource) const {
    const auto full = fmt::format("{}:{}", resource.service, resource.type);
    return (arns_.empty() || contains(arns_, resource.arn)) &&
           (types_.empty() || contains(types_, resource.service) || contains(types_, full)) &&
           std::all_of(tags_.begin(), tags_.end(), [&](const auto& tag) { return has(resource, tag); });
}

}  // namespace certwright::sandbox::tagging
