#pragma once

#include "lifecycle/group.hpp"
#include "store/connection.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::lifecycle {

/// The columns of `certificate_groups g` in the order in which read_group takes them.
inline constexpr std::string_view group_columns =
    "g.id, g.name, g.description, g.rule, g.created_by, g.created_at, g.updated_at";
Group read_group(const store::Row& row);

/// What a rule is kept as: a JSON array of [property, value].
std::string rule_to_json(const FilterParameters& rule);

/// By id or name (any case).
std::optional<Group> find_group(store::Connection& connection, const std::string& id_or_name);
/// The same for the value of a filter. Throws Fault::invalid, naming the property, when there is none.
Group filtered_group(store::Connection& connection, const std::string& id_or_name);

}  // namespace certwright::lifecycle
