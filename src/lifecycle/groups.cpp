#include "lifecycle/groups.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "lifecycle/certificate_list.hpp"
#include "lifecycle/certificate_row.hpp"
#include "lifecycle/group_row.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

/// What finds the members of a group in the list of certificates.
CertificateFilter members_of(const Group& group) {
    return CertificateFilter::parse({{"group", group.id.text()}});
}

json::object group_details(const Group& group) {
    json::object details{{"name", group.settings.name}};
    if (group.settings.rule) details["rule"] = rule_to_json(*group.settings.rule);
    return details;
}

json::array member_names(const std::vector<Certificate>& certificates) {
    json::array names;
    for (const Certificate& certificate : certificates) names.emplace_back(certificate.settings.name);
    return names;
}

store::Value kept_rule(const GroupSettings& settings) {
    return settings.rule ? store::Value{rule_to_json(*settings.rule)} : store::Value{};
}

}  // namespace

constexpr std::string_view group_name_is_taken =
    "SELECT 1 FROM certificate_groups WHERE name_key = $1 AND id <> $2";

void Groups::refuse_taken(store::Connection& connection, const std::string& name,
                          const GroupId& except) const {
    if (connection.find(group_name_is_taken, {ascii::lower(name), except},
                        [](const store::Row&) { return true; }))
        throw Error{Fault::conflict, fmt::format("a group named {} exists already", in_quotes(name)),
                    "choose another name, or edit that one"};
}

constexpr std::string_view insert_group = R"(
    INSERT INTO certificate_groups (id, name, name_key, description, rule, created_by, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7))";

Group Groups::add(store::Transaction& transaction, const GroupSettings& settings,
                  const inventory::Actor& actor) {
    check_group(settings);
    const GroupId id = GroupId::make();
    refuse_taken(transaction, settings.name, id);
    transaction->execute(insert_group, {id, settings.name, ascii::lower(settings.name), settings.description,
                                        kept_rule(settings), actor.name, clock_.now()});
    Group group = get(transaction, id.text());
    note(transaction, "group.created", group, actor);
    return group;
}

constexpr std::string_view update_group = R"(
    UPDATE certificate_groups SET name = $2, name_key = $3, description = $4, rule = $5, updated_at = $6
    WHERE id = $1)";

Group Groups::change(store::Transaction& transaction, const GroupId& id, const GroupSettings& settings,
                     const inventory::Actor& actor) {
    check_group(settings);
    const Group before = get(transaction, id.text());
    const bool is_by_rule = before.settings.rule.has_value();
    if (is_by_rule != settings.rule.has_value())
        throw Error{
            Fault::invalid,
            fmt::format("the members of {} are {}", in_quotes(before.settings.name),
                        is_by_rule ? "found by its rule" : "picked by hand, which leaves no room for a rule"),
            "make another group"}
            .with_field("rule", is_by_rule ? "must not be taken away" : "must not be given");
    refuse_taken(transaction, settings.name, id);
    transaction->execute(update_group, {id, settings.name, ascii::lower(settings.name), settings.description,
                                        kept_rule(settings), clock_.now()});
    Group group = get(transaction, id.text());
    note(transaction, "group.changed", group, actor);
    return group;
}

constexpr std::string_view delete_group = "DELETE FROM certificate_groups WHERE id = $1";

void Groups::remove(store::Transaction& transaction, const GroupId& id, const inventory::Actor& actor) {
    const Group group = get(transaction, id.text());
    transaction->execute(delete_group, {id});
    note(transaction, "group.removed", group, actor);
}

constexpr std::string_view insert_member = R"(
    INSERT INTO certificate_group_members (group_id, certificate) VALUES ($1, $2)
    ON CONFLICT (group_id, certificate) DO NOTHING)";
constexpr std::string_view delete_member =
    "DELETE FROM certificate_group_members WHERE group_id = $1 AND certificate = $2";
constexpr std::string_view touch_group = "UPDATE certificate_groups SET updated_at = $2 WHERE id = $1";

Group Groups::change_members(store::Transaction& transaction, const GroupId& id,
                             const std::vector<Certificate>& added, const std::vector<Certificate>& removed,
                             const inventory::Actor& actor) {
    const Group group = get(transaction, id.text());
    if (group.settings.rule)
        throw Error{Fault::invalid,
                    fmt::format("the members of {} are found by its rule", in_quotes(group.settings.name)),
                    "edit the rule, or make a group whose members are picked by hand"};
    const auto rows = [&id](const std::vector<Certificate>& certificates) {
        std::vector<store::Values> values;
        for (const Certificate& certificate : certificates) values.push_back({id, certificate.id});
        return values;
    };
    const auto changed = transaction->execute_each(insert_member, rows(added)) +
                         transaction->execute_each(delete_member, rows(removed));
    if (changed == 0) return group;
    transaction->execute(touch_group, {id, clock_.now()});
    json::object details = group_details(group);
    if (!added.empty()) details["added"] = member_names(added);
    if (!removed.empty()) details["removed"] = member_names(removed);
    log_.append(transaction, {actor.name, "group.members_changed", id.text(), boost::json::serialize(details),
                              actor.request_id});
    return get(transaction, id.text());
}

Group Groups::get(store::Connection& connection, const std::string& id_or_name) const {
    auto group = find_group(connection, id_or_name);
    if (!group)
        throw Error{Fault::not_found, fmt::format("no group {}", in_quotes(id_or_name)),
                    "`certwright group list` shows the groups"};
    return std::move(*group);
}

std::vector<Group> Groups::list(store::Connection& connection) const {
    static const std::string sql =
        fmt::format("SELECT {} FROM certificate_groups g ORDER BY g.name_key", group_columns);
    return connection.list(sql, {}, read_group);
}

std::vector<Group> Groups::of(store::Connection& connection, const CertificateId& certificate) const {
    auto groups = list(connection);
    std::erase_if(groups, [&](const Group& group) {
        store::Values values;
        std::string sql = fmt::format("SELECT 1 {} WHERE {}", certificate_tables,
                                      members_of(group).to_sql(connection, clock_.now(), values));
        values.emplace_back(certificate);
        sql += fmt::format(" AND c.id = ${}", values.size());
        return !connection.find(sql, values, [](const store::Row&) { return true; });
    });
    return groups;
}

std::int64_t Groups::size(store::Connection& connection, const Group& group) const {
    return count_certificates(connection, {connection, members_of(group), clock_.now()});
}

void Groups::note(store::Transaction& transaction, std::string action, const Group& group,
                  const inventory::Actor& actor) {
    log_.append(transaction, {actor.name, std::move(action), group.id.text(),
                              boost::json::serialize(group_details(group)), actor.request_id});
}

}  // namespace certwright::lifecycle
