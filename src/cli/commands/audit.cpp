#include "cli/commands/commands.hpp"
#include "cli/list.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

std::vector<Parameter> audit_filters() {
    return {option("--actor", "ACTOR", "only what this user or token did"),
            option("--action", "ACTION", "only this action, for example account.created"),
            option("--subject", "SUBJECT", "only what was done to this"),
            option("--from", "TIME", "from this RFC 3339 time on"),
            option("--until", "TIME", "before this RFC 3339 time")};
}

std::vector<Column> event_columns() {
    return {{"sequence", {}}, {"at", [](const json::object& row) { return moment(row, "at"); }},
            {"actor", {}},    {"action", {}},
            {"subject", {}},  {"details", {}}};
}

Command list_events() {
    return {
        .name = "list",
        .meaning = "list the events of the audit log, newest first",
        .options = list_options(audit_filters()),
        .run =
            [](const Given& given, Session& session) {
                return print_list(given, session.api(), "/audit_events", query_of(given, audit_filters()),
                                  event_columns(), "no such event was logged");
            },
    };
}

Command verify() {
    return {
        .name = "verify",
        .meaning = "check that no event of the audit log was changed, removed or inserted",
        .description = "Ends with 1 when one was.",
        .options = {document_output()},
        .run =
            [](const Given& given, Session& session) {
                const json::value answer = session.api().get("/audit_events/verify");
                const json::object& verification = answer.as_object();
                const bool is_broken = json::find(verification, "problem") != nullptr;
                if (format_of(given) == Format::json)
                    print_json(answer);
                else if (is_broken)
                    fmt::print("the audit log is broken at event {}: {}\n", shown(verification, "broken_at"),
                               shown(verification, "problem"));
                else
                    fmt::print("the audit log is intact: {} checked\n",
                               counted(json::integer(verification, "events").value_or(0), "event", "events"));
                return is_broken ? Exit::failed : Exit::done;
            },
    };
}

}  // namespace

Command audit_commands() {
    return {
        .name = "audit",
        .meaning = "the audit log: list, verify",
        .commands = {list_events(), verify()},
    };
}

}  // namespace certwright::cli
