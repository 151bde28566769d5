#include "cli/commands/deploy_bulk.hpp"

#include "base/error.hpp"
#include "cli/commands/deploy_parameters.hpp"
#include "cli/commands/deploy_report.hpp"
#include "cli/list.hpp"
#include "cli/progress.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace certwright::cli {
namespace {

/// What would happen to one certificate in one region: the region of the plan, with the certificate.
using PlannedRows = std::vector<json::object>;

json::object selection_of(const Given& given) {
    if (given.has("CERT") || given.has("--arn"))
        throw Error{Fault::invalid, "one certificate or many: not both at once",
                    "leave CERT and --arn out, or --group and --filter"};
    json::object selection = places_of(given);
    json::object ignored;
    read_order_options(given, ignored);  // so that a mistake is told before AWS is asked
    if (given.has("--group")) selection["group"] = given.text("--group");
    if (given.has("--filter")) selection["filter"] = given.text("--filter");
    return selection;
}

PlannedRows plan_all(Api& api, json::object selection) {
    PlannedRows rows;
    Progress progress;
    std::int64_t looked_at = 0;
    for (;;) {
        const json::value answer = api.post("/deployments/bulk/preflight", selection);
        const json::object& page = answer.as_object();
        for (const json::value& planned : page.at("items").as_array()) {
            ++looked_at;
            for (const json::value& region : planned.as_object().at("regions").as_array()) {
                json::object row = region.as_object();
                row["certificate"] = planned.as_object().at("certificate");
                rows.push_back(std::move(row));
            }
        }
        const auto cursor = json::text(page, "next_cursor");
        if (!cursor) return rows;
        progress.show(
            fmt::format("looked at {} of {}", looked_at,
                        counted(json::integer(page, "total").value_or(0), "certificate", "certificates")));
        selection["cursor"] = *cursor;
    }
}

std::string place_of(const json::object& row) {
    return inner(row, "certificate", "name") + " in " + shown(row, "region");
}

/// Of two that would go over one ARN, on different pages, the later is refused.
void refuse_second_takers(PlannedRows& rows) {
    std::map<std::string, std::string> takers;
    for (json::object& row : rows) {
        const auto arn = json::text(row, "arn");
        if (is_refused(row) || !arn) continue;
        const auto [taker, is_first] = takers.emplace(*arn, place_of(row));
        if (is_first) continue;
        row["action"] = "refused";
        row["refusals"] =
            json::array{json::object{{"rule", "kept_by_another_deployment"},
                                     {"message", fmt::format("{} goes over {}", taker->second, *arn)},
                                     {"hint", "deploy one of them"}}};
    }
}

void print_rows(const PlannedRows& rows) {
    Listing listing{
        Format::table,
        {{"certificate", [](const json::object& row) { return inner(row, "certificate", "name"); }},
         {"region", {}},
         {"action", {}},
         {"arn", {}},
         {"imported", quota_of},
         {"reason", {}}}};
    for (const json::object& row : rows) listing.add(row);
    listing.finish("");
}

void print_rows_refused(const PlannedRows& rows) {
    for (const json::object& row : rows) {
        if (!is_refused(row)) continue;
        json::object told = row;
        told["region"] = place_of(row);
        print_refusals({told});
    }
}

/// "3 imports, 2 of them over what is there; 1 is served already"
std::string sum_of(const PlannedRows& rows) {
    const auto having = [&](std::string_view action) {
        return std::ranges::count_if(
            rows, [&](const json::object& row) { return json::text(row, "action") == action; });
    };
    const auto over = having("reimport"), refused = having("refused") + having("choose");
    std::string sum = fmt::format("{}, {} of them over what is there; {} served already",
                                  counted(having("first_import") + over, "import", "imports"), over,
                                  having("nothing_to_do"));
    if (refused > 0) sum += fmt::format("; {} refused", refused);
    return sum;
}

json::object order_of(const Given& given, const PlannedRows& rows) {
    json::object order = places_of(given);
    read_order_options(given, order);
    std::set<std::string> ids;
    json::array left_out;
    for (const json::object& row : rows) {
        const std::string id = inner(row, "certificate", "id");
        ids.insert(id);
        if (is_refused(row))
            left_out.push_back(json::object{{"certificate", id}, {"region", shown(row, "region")}});
    }
    // What was looked at, and nothing that came into the group since.
    order["certificates"] = json::from_texts({ids.begin(), ids.end()});
    order["left_out"] = std::move(left_out);
    return order;
}

Exit carry_out(const Given& given, Api& api, const PlannedRows& rows) {
    const json::value ordered = api.post("/deployments/bulk", order_of(given, rows));
    std::vector<json::object> deployments;
    for (const json::value& id : ordered.as_object().at("deployments").as_array())
        deployments.push_back({{"id", id}});
    const bool is_table = format_of(given) == Format::table;
    if (!given.has("--wait")) {
        if (is_table)
            fmt::print("ordered {} of {}\n", counted(std::ssize(deployments), "deployment", "deployments"),
                       counted(json::integer(ordered.as_object(), "certificates").value_or(0), "certificate",
                               "certificates"));
        else
            print_json(ordered);
        return Exit::done;
    }
    deployments = wait_for_deployments(api, deployments);
    print_deployments_of_many(deployments, format_of(given));
    return outcome_of_deployments(deployments);
}

}  // namespace

Exit deploy_many(const Given& given, Session& session) {
    Api& api = session.api();
    PlannedRows rows = plan_all(api, selection_of(given));
    refuse_second_takers(rows);
    const bool is_table = format_of(given) == Format::table;
    const bool is_any_refused = std::ranges::any_of(rows, is_refused);
    if (given.has("--dry-run")) {
        if (is_table)
            print_rows(rows);
        else
            print_json(json::array(rows.begin(), rows.end()));
    }
    if (is_table || is_any_refused) fmt::print(stderr, "{}\n", sum_of(rows));
    if (is_any_refused) print_rows_refused(rows);
    const bool may_go_on = !is_any_refused || given.has("--skip-refused");
    if (given.has("--dry-run")) return may_go_on ? Exit::done : Exit::refused;
    if (!may_go_on || std::ranges::all_of(rows, is_refused)) {
        fmt::print(stderr, "certwright: nothing was deployed\n");
        return Exit::refused;
    }
    return carry_out(given, api, rows);
}

}  // namespace certwright::cli
