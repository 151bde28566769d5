#include "sandbox/tagging/get_resources.hpp"

#include "base/json.hpp"
#include "sandbox/tagging/paging.hpp"
#include "sandbox/tagging/resource_filter.hpp"
#include "sandbox/tagging/resources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace certwright::sandbox::tagging {
namespace {

/// AWS documents none; as many as ResourcesPerPage may ask for.
constexpr std::int64_t default_page = 100;

std::int64_t within(const json::object& input, std::string_view member, std::int64_t least,
                    std::int64_t most) {
    const auto asked = json::integer(input, member);
    if (!asked) return most;
    if (*asked < least || *asked > most) {
        throw invalid_parameter(fmt::format("{} must be between {} and {}.", member, least, most));
    }
    return *asked;
}

/// Everything of the request but the page.
std::string question_of(json::object input) {
    for (const auto* member : {"PaginationToken", "ResourcesPerPage", "TagsPerPage"}) input.erase(member);
    return boost::json::serialize(input);
}

json::object shown(const Resource& resource, bool with_compliance) {
    json::array tags;
    for (const auto& [key, value] : resource.tags)
        tags.push_back(json::object{{"Key", key}, {"Value", value}});
    json::object row{{"ResourceARN", resource.arn}, {"Tags", std::move(tags)}};
    if (with_compliance) row["ComplianceDetails"] = json::object{{"ComplianceStatus", true}};
    return row;
}

}  // namespace

json::object get_resources(const Call& call, const json::object& input) {
    const ResourceFilter filter{input};
    const auto limit = within(input, "ResourcesPerPage", 1, default_page);
    const auto tag_limit = static_cast<std::size_t>(within(input, "TagsPerPage", 100, 500));
    const bool with_compliance = json::boolean(input, "IncludeComplianceDetails").value_or(false);
    const bool without_compliant = json::boolean(input, "ExcludeCompliantResources").value_or(false);
    if (without_compliant && !with_compliance) {
        throw invalid_parameter("ExcludeCompliantResources can only be used with IncludeComplianceDetails.");
    }
    Pager pager = pager_of(call, input, static_cast<std::size_t>(limit), question_of(input));
    json::array rows;
    std::size_t tags = 0;
    visit_resources(call, pager.after(), [&](const Resource& resource) {
        if (without_compliant || !filter.takes(resource)) return true;
        // One without tags counts as one tag, and none is split across pages.
        tags += std::max<std::size_t>(1, resource.tags.size());
        if (input.contains("TagsPerPage") && tags > tag_limit) pager.stop();
        if (!pager.take(resource.arn)) return false;
        rows.push_back(shown(resource, with_compliance));
        return true;
    });
    return {{"ResourceTagMappingList", std::move(rows)}, {"PaginationToken", pager.next_token()}};
}

}  // namespace certwright::sandbox::tagging
