#include "base/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/input.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

Parameter group_name() {
    return argument("NAME", "the group's name or id");
}

std::string group_path(const Given& given) {
    return "/groups/" + net::percent_encode(given.text("NAME"));
}

Parameter rule_option() {
    return option("--rule", "QUERY",
                  "what the members are found by, as `certwright cert list` filters: "
                  "'owner=payments&tag=env=live'");
}

Command group_list_command() {
    return {
        .name = "list",
        .meaning = "list the groups",
        .options = list_options({option("--certificate", "CERT", "only those that this certificate is in")}),
        .examples = {"certwright group list --certificate shop"},
        .run =
            [](const Given& given, Session& session) {
                Query query;
                if (given.has("--certificate"))
                    query.emplace_back("certificate", given.text("--certificate"));
                return print_list(
                    given, session.api(), "/groups", query,
                    {{"name", {}}, {"size", {}}, {"kind", {}}, {"rule", {}}, {"description", {}}},
                    "there is no such group; `certwright group create` makes one");
            },
    };
}

Command group_show_command() {
    return {
        .name = "show",
        .meaning = "show a group and its certificates",
        .description = "`certwright cert list --group NAME` filters and sorts them.",
        .arguments = {group_name()},
        .options = {document_output()},
        .run =
            [](const Given& given, Session& session) {
                json::value group = session.api().get(group_path(given));
                json::array names;
                session.api().each("/certificates", {{"group", *json::text(group.as_object(), "id")}},
                                   [&](const json::object& certificate) {
                                       names.emplace_back(*json::text(certificate, "name"));
                                       return true;
                                   });
                group.as_object()["certificates"] = names;
                if (format_of(given) == Format::json) {
                    print_json(group);
                    return Exit::done;
                }
                Facts facts;
                facts.add("name", shown(group.as_object(), "name"));
                facts.add("id", shown(group.as_object(), "id"));
                facts.add("description", shown(group.as_object(), "description"));
                if (json::text(group.as_object(), "rule"))
                    facts.add("rule", shown(group.as_object(), "rule"));
                facts.add("certificates", shown(group.as_object(), "size"));
                facts.print();
                for (const json::value& name : names) fmt::print("  {}\n", shown(name));
                return Exit::done;
            },
    };
}

Exit tell_of(const Given& given, const json::value& group, std::string_view what) {
    if (format_of(given) == Format::json)
        print_json(group);
    else
        fmt::print(
            "{} '{}', {}\n", what, shown(group.as_object(), "name"),
            counted(json::integer(group.as_object(), "size").value_or(0), "certificate", "certificates"));
    return Exit::done;
}

Parameter member_names(bool is_required) {
    Parameter names = argument("CERT", "a certificate's name or id in the repository");
    names.required = is_required;
    names.repeatable = true;
    return names;
}

Command group_create_command() {
    return {
        .name = "create",
        .meaning = "make a group: of the certificates named, or by a rule",
        .description =
            "A rule is never copied: whatever it finds at the moment is in the group. Without one, "
            "certificates "
            "are put in and taken out by hand.",
        .arguments = {group_name(), member_names(false)},
        .options = {option("--description", "TEXT", "what it is for"), rule_option(), document_output()},
        .examples = {"certwright group create shops shop shop-eu",
                     "certwright group create expiring --rule 'expires_within=30&owner=payments'"},
        .run =
            [](const Given& given, Session& session) {
                json::object body{{"name", given.text("NAME")}};
                if (given.has("--description")) body["description"] = given.text("--description");
                if (given.has("--rule")) body["rule"] = given.text("--rule");
                if (given.has("CERT")) body["certificates"] = json::from_texts(given.texts("CERT"));
                return tell_of(given, session.api().post("/groups", body), "made the group");
            },
    };
}

Command group_edit_command() {
    return {
        .name = "edit",
        .meaning = "change the name, description or rule of a group",
        .description = "What is not given stays.",
        .arguments = {group_name()},
        .options = {option("--rename", "NEW", "call it this"),
                    option("--description", "TEXT", "what it is for"), rule_option(), document_output()},
        .examples = {"certwright group edit expiring --rule expires_within=14"},
        .run =
            [](const Given& given, Session& session) {
                json::object body;
                if (given.has("--rename")) body["name"] = given.text("--rename");
                if (given.has("--description")) body["description"] = given.text("--description");
                if (given.has("--rule")) body["rule"] = given.text("--rule");
                if (body.empty())
                    throw Error{Fault::invalid, "nothing to change",
                                "`certwright group edit --help` says what can be"};
                return tell_of(given, session.api().patch(group_path(given), body), "changed the group");
            },
    };
}

/// Puts in or takes out.
Command members_command(const std::string& verb, std::string meaning, const std::string& did) {
    return {
        .name = verb,
        .meaning = std::move(meaning),
        .arguments = {group_name(), member_names(true)},
        .options = {document_output()},
        .examples = {fmt::format("certwright group {} shops shop shop-eu", verb)},
        .run =
            [verb, did](const Given& given, Session& session) {
                return tell_of(given,
                               session.api().patch(group_path(given) + "/members",
                                                   {{verb, json::from_texts(given.texts("CERT"))}}),
                               did);
            },
    };
}

Command group_delete_command() {
    return {
        .name = "delete",
        .meaning = "remove a group; its certificates stay",
        .description = "Deployments of its certificates stay as well; nothing changes in AWS.",
        .arguments = {group_name()},
        .options = {toggle("--yes", "do not ask")},
        .run =
            [](const Given& given, Session& session) {
                const json::value group = session.api().get(group_path(given));
                const std::string name = shown(group.as_object(), "name");
                const std::int64_t size = json::integer(group.as_object(), "size").value_or(0);
                if (!given.has("--yes") &&
                    !confirm(fmt::format("remove the group '{}'? {} in it stay, with what is deployed", name,
                                         counted(size, "certificate", "certificates")),
                             "--yes removes without asking"))
                    return Exit::not_completed;
                session.api().remove("/groups/" + *json::text(group.as_object(), "id"));
                fmt::print("removed the group '{}'\n", name);
                return Exit::done;
            },
    };
}

}  // namespace

Command group_commands() {
    return {
        .name = "group",
        .meaning = "groups of certificates of the repository, by hand or by rule",
        .commands = {group_list_command(), group_show_command(), group_create_command(), group_edit_command(),
                     members_command("add", "put certificates into a group by hand", "added to the group"),
                     members_command("remove", "take certificates out of a group by hand",
                                     "took out of the group"),
                     group_delete_command()},
    };
}

}  // namespace certwright::cli
