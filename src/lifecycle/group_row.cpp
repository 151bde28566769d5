#include "lifecycle/group_row.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

FilterParameters rule_from_json(const std::string& text) {
    FilterParameters rule;
    const json::value parsed = json::parse(text, "a stored rule");
    for (const json::value& pair : parsed.as_array())
        rule.emplace_back(pair.as_array().at(0).as_string(), pair.as_array().at(1).as_string());
    return rule;
}

}  // namespace

Group read_group(const store::Row& row) {
    Group group;
    group.id = row.id<GroupId>(0);
    group.settings.name = row.text(1);
    group.settings.description = row.text(2);
    if (const auto rule = row.optional_text(3)) group.settings.rule = rule_from_json(*rule);
    group.created_by = row.text(4);
    group.created_at = row.time(5);
    group.updated_at = row.time(6);
    return group;
}

std::string rule_to_json(const FilterParameters& rule) {
    json::array pairs;
    for (const auto& [property, value] : rule) pairs.push_back(json::array{property, value});
    return boost::json::serialize(pairs);
}

std::optional<Group> find_group(store::Connection& connection, const std::string& id_or_name) {
    static const std::string sql = fmt::format(
        "SELECT {} FROM certificate_groups g WHERE g.id = $1 OR g.name_key = $2 "
        "ORDER BY CASE WHEN g.id = $1 THEN 0 ELSE 1 END",
        group_columns);
    return connection.find(sql, {id_or_name, ascii::lower(id_or_name)}, read_group);
}

Group filtered_group(store::Connection& connection, const std::string& id_or_name) {
    auto group = find_group(connection, id_or_name);
    if (!group) inventory::refuse_filter("group", id_or_name, "there is no such group");
    return *std::move(group);
}

}  // namespace certwright::lifecycle
