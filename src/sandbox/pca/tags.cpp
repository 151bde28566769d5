#include "sandbox/pca/tags.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "sandbox/pca/lookup.hpp"
#include "sandbox/pca/paging.hpp"
#include "sandbox/tagging/unwanted_tags.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <set>

namespace certwright::sandbox::pca {
namespace {

constexpr std::size_t most_authority_tags = 50;

void check_tag_key(const std::string& key) {
    if (!ascii::lower(key).starts_with("aws:")) return;
    throw ServiceError{"InvalidTagException",
                       fmt::format("aws: prefixed tag key names are not allowed for external use: {}", key)};
}

}  // namespace

std::map<std::string, std::string> with_tags(std::map<std::string, std::string> existing,
                                             const json::object& input) {
    const auto* tags = json::find(input, "Tags");
    if (tags == nullptr) return existing;
    std::set<std::string> seen;
    for (const auto& tag : tags->as_array()) {
        const auto key = json::text(tag.as_object(), "Key").value_or("");
        check_tag_key(key);
        if (!seen.insert(key).second)
            throw ServiceError{"InvalidTagException", fmt::format("Tag keys must be unique: {}", key)};
        existing[key] = json::text(tag.as_object(), "Value").value_or("");
    }
    if (existing.size() > most_authority_tags) {
        throw ServiceError{"TooManyTagsException",
                           fmt::format("the TagSet: '{}' tags exceeds the limit of {}.", existing.size(),
                                       most_authority_tags)};
    }
    return existing;
}

json::object tag_certificate_authority(const Call& call, const json::object& input) {
    auto& authority = require_own_authority(call, input);
    authority.tags = with_tags(authority.tags, input);
    return {};
}

json::object untag_certificate_authority(const Call& call, const json::object& input) {
    auto& authority = require_own_authority(call, input);
    if (remove_unwanted_tags(authority.tags, input.at("Tags").as_array())) authority.was_tagged = true;
    return {};
}

json::object list_tags(const Call& call, const json::object& input) {
    const auto& authority = require_authority(call, input);
    Pager pager = pager_of(call, input, "ListTags " + authority.arn);
    json::array tags;
    for (auto each = authority.tags.upper_bound(pager.after()); each != authority.tags.end(); ++each) {
        if (!pager.take(each->first)) break;
        tags.push_back(json::object{{"Key", each->first}, {"Value", each->second}});
    }
    return page_of("Tags", std::move(tags), pager);
}

}  // namespace certwright::sandbox::pca
