#include "http/routes/groups.hpp"

#include "base/json.hpp"
#include "http/cursor.hpp"
#include "http/etag.hpp"
#include "http/list.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/filter_query.hpp"

#include <algorithm>

namespace certwright::http {

namespace {

Schema group_schema() {
    return object("Group", {{"id", text()},
                            {"name", text()},
                            {"description", text()},
                            {"kind", one_of({"by_hand", "by_rule"})},
                            {"rule", text().nullable().describe("What its members are found by.")},
                            {"size", integer().describe("How many certificates are in it now.")},
                            {"created_by", text()},
                            {"created_at", time()},
                            {"updated_at", time()}});
}

json::object write_group(const lifecycle::Group& group, std::int64_t size) {
    const auto& rule = group.settings.rule;
    return {{"id", group.id.text()},
            {"name", group.settings.name},
            {"description", group.settings.description},
            {"kind", rule ? "by_rule" : "by_hand"},
            {"rule", rule ? json::value(write_filter_query(*rule)) : json::value(nullptr)},
            {"size", size},
            {"created_by", group.created_by},
            {"created_at", json::from_time(group.created_at)},
            {"updated_at", json::from_time(group.updated_at)}};
}

Reply reply_with_group(const GroupPorts& ports, store::Connection& connection,
                       const lifecycle::Group& group) {
    return Reply::json(write_group(group, ports.groups.size(connection, group)))
        .with_header("ETag", etag_of(group.updated_at));
}

std::vector<Property> group_properties() {
    return {optional("description", text().length(0, 1024)),
            optional("rule", filter_query_schema().describe(
                                 "What the members are found by, as in the address of the list of "
                                 "certificates: `owner=payments&tag=env=live`. Left out, they are picked by "
                                 "hand."))};
}

void read_group_settings(const json::object& body, lifecycle::GroupSettings& settings) {
    settings.name = json::text(body, "name").value_or(settings.name);
    settings.description = json::text(body, "description").value_or(settings.description);
    if (const auto rule = json::text(body, "rule")) settings.rule = read_filter_query(*rule);
}

Schema certificate_names() {
    return array_of(text().length(1, 128)).length(0, 1000).describe("Their names or ids.");
}

std::vector<lifecycle::Certificate> certificates_of(const GroupPorts& ports, store::Connection& connection,
                                                    const json::object& body, std::string_view key) {
    std::vector<lifecycle::Certificate> found;
    for (const std::string& name : json::texts(body, key))
        found.push_back(ports.repository.get(connection, name));
    return found;
}

Route list_groups(const GroupPorts& ports) {
    return {
        .name = "list_groups",
        .method = Method::get,
        .path = "/api/v1/groups",
        .permission = auth::Permission::repository_read,
        .tag = "Groups",
        .summary = "List the groups of certificates, by name",

        .query = list_query(
            {optional("certificate",
                      text().length(1, 128).describe("Only those that this one is in: its name or id."))}),

        .output = list_of(group_schema()),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.read([&](store::Connection& connection) {
                    const auto name = json::text(context.query, "certificate");
                    auto groups =
                        name ? ports.groups.of(connection, ports.repository.get(connection, *name).id)
                             : ports.groups.list(connection);
                    std::size_t begin = 0;
                    if (const auto cursor = json::text(context.query, "cursor"))
                        begin = static_cast<std::size_t>(decode_cursor_number(*cursor));
                    begin = std::min(begin, groups.size());
                    const std::size_t end = begin + std::min(context.limit(), groups.size() - begin);
                    json::array items;
                    // Only those on the page have their certificates counted.
                    for (std::size_t i = begin; i < end; ++i)
                        items.push_back(write_group(groups[i], ports.groups.size(connection, groups[i])));
                    std::optional<std::string> next;
                    if (end < groups.size()) next = encode_cursor({std::to_string(end)});
                    return list_reply(std::move(items), next, std::ssize(groups));
                });
            },
    };
}

Route create_group(const GroupPorts& ports) {
    std::vector<Property> input = group_properties();
    input.insert(input.begin(), {"name", text().length(1, 128)});
    input.push_back(optional("certificates", certificate_names().describe("Of a group by hand.")));
    return {
        .name = "create_group",
        .method = Method::post,
        .path = "/api/v1/groups",
        .permission = auth::Permission::repository_write,
        .tag = "Groups",
        .summary = "Make a group: by hand, or by a rule",
        .description = "A rule is never copied: whatever it finds at the moment is in the group.",
        .repeat = Repeat::replay,

        .input = object("NewGroup", input),

        .output = group_schema(),
        .status = 201,

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    lifecycle::GroupSettings settings;
                    read_group_settings(context.body, settings);
                    auto group = ports.groups.add(transaction, settings, actor_of(context));
                    const auto members = certificates_of(ports, transaction, context.body, "certificates");
                    if (!members.empty())
                        group = ports.groups.change_members(transaction, group.id, members, {},
                                                            actor_of(context));
                    return Reply::created(write_group(group, ports.groups.size(transaction, group)),
                                          "/api/v1/groups/" + group.id.text());
                });
            },
    };
}

Route read_group(const GroupPorts& ports) {
    return {
        .name = "read_group",
        .method = Method::get,
        .path = "/api/v1/groups/{id}",
        .permission = auth::Permission::repository_read,
        .tag = "Groups",
        .summary = "Look at a group, by id or name",
        .description = "Its certificates are those of the list with `group` in its filter.",

        .output = group_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.read([&](store::Connection& connection) {
                    return reply_with_group(ports, connection,
                                            ports.groups.get(connection, context.path_value("id")));
                });
            },
    };
}

Route change_group(const GroupPorts& ports) {
    std::vector<Property> input = group_properties();
    input.insert(input.begin(), optional("name", text().length(1, 128)));
    return {
        .name = "change_group",
        .method = Method::patch,
        .path = "/api/v1/groups/{id}",
        .permission = auth::Permission::repository_write,
        .tag = "Groups",
        .summary = "Change the name, description or rule of a group",
        .description = "What the body leaves out stays. A group stays one by hand, or by rule.",

        .input = object("GroupChange", input),

        .output = group_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    auto group = ports.groups.get(transaction, context.path_value("id"));
                    if (auto stale = refuse_stale(context, etag_of(group.updated_at)))
                        return std::move(*stale);
                    read_group_settings(context.body, group.settings);
                    return reply_with_group(
                        ports, transaction,
                        ports.groups.change(transaction, group.id, group.settings, actor_of(context)));
                });
            },
    };
}

Route change_group_members(const GroupPorts& ports) {
    return {
        .name = "change_group_members",
        .method = Method::patch,
        .path = "/api/v1/groups/{id}/members",
        .permission = auth::Permission::repository_write,
        .tag = "Groups",
        .summary = "Put certificates into a group by hand, and take others out",
        .description = "All of it or nothing. What is in it already, or is not, stays so.",

        .input = object("GroupMembers",
                        {optional("add", certificate_names()), optional("remove", certificate_names())}),

        .output = group_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    const auto group = ports.groups.get(transaction, context.path_value("id"));
                    return reply_with_group(
                        ports, transaction,
                        ports.groups.change_members(
                            transaction, group.id, certificates_of(ports, transaction, context.body, "add"),
                            certificates_of(ports, transaction, context.body, "remove"), actor_of(context)));
                });
            },
    };
}

Route remove_group(const GroupPorts& ports) {
    return {
        .name = "remove_group",
        .method = Method::delete_,
        .path = "/api/v1/groups/{id}",
        .permission = auth::Permission::repository_write,
        .tag = "Groups",
        .summary = "Remove a group; its certificates and their deployments stay",

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    const auto group = ports.groups.get(transaction, context.path_value("id"));
                    if (auto stale = refuse_stale(context, etag_of(group.updated_at)))
                        return std::move(*stale);
                    ports.groups.remove(transaction, group.id, actor_of(context));
                    return Reply::nothing();
                });
            },
    };
}

}  // namespace

void add_group_routes(Router& router, const GroupPorts& ports) {
    router.add(list_groups(ports));
    router.add(create_group(ports));
    router.add(read_group(ports));
    router.add(change_group(ports));
    router.add(change_group_members(ports));
    router.add(remove_group(ports));
}

}  // namespace certwright::http
