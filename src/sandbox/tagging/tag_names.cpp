#include "sandbox/tagging/tag_names.hpp"

#include "base/json.hpp"
#include "sandbox/tagging/paging.hpp"
#include "sandbox/tagging/resources.hpp"

#include <set>
#include <string>
#include <utility>

namespace certwright::sandbox::tagging {
namespace {

/// AWS documents none.
constexpr std::size_t page = 100;

json::object page_of(const Call& call, const json::object& input, const std::set<std::string>& names,
                     std::string_view member) {
    json::object question = input;
    question.stable_erase("PaginationToken");
    Pager pager = pager_of(call, input, page, boost::json::serialize(question));
    const bool resumed = !json::text(input, "PaginationToken").value_or("").empty();
    json::array rows;
    for (const auto& name : names) {
        // A value may be empty, and comes first then.
        if (resumed && name <= pager.after()) continue;
        if (!pager.take(name)) break;
        rows.push_back(json::value(name));
    }
    return {{member, std::move(rows)}, {"PaginationToken", pager.next_token()}};
}

}  // namespace

json::object get_tag_keys(const Call& call, const json::object& input) {
    std::set<std::string> keys;
    visit_resources(call, "", [&](const Resource& resource) {
        for (const auto& [key, value] : resource.tags) keys.insert(key);
        return true;
    });
    return page_of(call, input, keys, "TagKeys");
}

json::object get_tag_values(const Call& call, const json::object& input) {
    const std::string wanted{input.at("Key").as_string()};
    std::set<std::string> values;
    visit_resources(call, "", [&](const Resource& resource) {
        const auto found = resource.tags.find(wanted);
        if (found != resource.tags.end()) values.insert(found->second);
        return true;
    });
    return page_of(call, input, values, "TagValues");
}

}  // namespace certwright::sandbox::tagging
