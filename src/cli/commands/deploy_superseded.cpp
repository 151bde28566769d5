#include "cli/commands/deploy_superseded.hpp"

#include "cli/commands/deploy_chosen.hpp"
#include "cli/ended_job.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::cli {
namespace {

/// What one deployment uploaded and does not keep any more; with the deployment's id.
using SupersededRows = std::vector<json::object>;

bool may_go(const json::object& row) {
    return !json::find(row, "obstacle");
}

SupersededRows look(Api& api, const std::vector<json::object>& deployments) {
    SupersededRows rows;
    for (const json::object& deployment : deployments) {
        const std::string id = *json::text(deployment, "id");
        const json::value list = api.post("/deployments/" + id + "/delete_superseded/preflight");
        for (const json::value& item : list.as_object().at("items").as_array()) {
            json::object row = item.as_object();
            row["deployment"] = id;
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

/// Adds to each row the job that deletes it.
void delete_all(Api& api, SupersededRows& rows) {
    for (json::object& row : rows) {
        const std::string id = *json::text(row, "deployment");
        const json::value begun =
            api.post("/deployments/" + id + "/delete_superseded", {{"arns", json::array{row.at("arn")}}});
        row["job"] = begun.as_object().at("jobs").as_array().front();
    }
}

/// Adds to each row what its job came to.
void wait_for_all(Api& api, SupersededRows& rows) {
    for (json::object& row : rows) {
        const json::value ended = ended_job(api, *json::text(row, "job"), "deleting " + shown(row, "name"));
        const json::object& job = ended.as_object();
        const bool failed = shown(job, "state") == "failed";
        row["state"] = job.at("state");
        row["outcome"] = job.at(failed ? "last_error" : "outcome");
    }
}

void print_rows_of(const SupersededRows& rows, std::vector<Column> columns, Format format) {
    if (format == Format::json) return print_json(json::array(rows.begin(), rows.end()));
    Listing listing{Format::table, std::move(columns)};
    for (const json::object& row : rows) listing.add(row);
    listing.finish("nothing is superseded");
}

std::vector<Column> planned_columns() {
    return {{"name", {}},
            {"uploaded_at", [](const json::object& row) { return moment(row, "uploaded_at"); }},
            {"not_after", [](const json::object& row) { return day(row, "not_after"); }},
            {"obstacle", [](const json::object& row) { return inner(row, "obstacle", "message"); }}};
}

std::string names_in(const SupersededRows& rows) {
    std::string names;
    for (const json::object& row : rows) names += (names.empty() ? "" : ", ") + shown(row, "name");
    return names;
}

Exit outcome_of_deletions(const SupersededRows& rows) {
    const auto in_state = [&](std::string_view state) {
        return std::ranges::count_if(
            rows, [&](const json::object& row) { return json::text(row, "state") == state; });
    };
    const auto failed = in_state("failed");
    if (failed == 0) return in_state("cancelled") == 0 ? Exit::done : Exit::not_completed;
    return failed == std::ssize(rows) ? Exit::failed : Exit::completed_with_errors;
}

Exit delete_superseded(const Given& given, Session& session) {
    Api& api = session.api();
    const Format format = format_of(given);
    SupersededRows rows = look(api, chosen_deployments(given, api, [](const json::object& deployment) {
                                   return json::text(deployment, "service") == "iam";
                               }));
    const bool any_stays = !std::ranges::all_of(rows, may_go);
    if (given.has("--dry-run") || std::ranges::none_of(rows, may_go)) {
        print_rows_of(rows, planned_columns(), format);
        return any_stays && !given.has("--dry-run") ? Exit::refused : Exit::done;
    }
    std::erase_if(rows, [](const json::object& row) { return !may_go(row); });
    if (!given.has("--yes") && !confirm(fmt::format("delete {} from IAM? IAM does not tell what uses {}",
                                                    names_in(rows), rows.size() == 1 ? "it" : "them"),
                                        "--yes deletes without asking"))
        return Exit::not_completed;
    delete_all(api, rows);
    if (!given.has("--wait")) {
        print_rows_of(rows, {{"name", {}}, {"job", {}}}, format);
        return Exit::done;
    }
    wait_for_all(api, rows);
    print_rows_of(rows, {{"name", {}}, {"state", {}}, {"outcome", {}}}, format);
    return outcome_of_deletions(rows);
}

}  // namespace

Command delete_superseded_command() {
    return {
        .name = "delete-superseded",
        .meaning = "delete from IAM what newer versions superseded",
        .description =
            "Deletes server certificates that the deployment uploaded itself and does not keep any more; "
            "never "
            "what it keeps, and never what IAM says is in use. With --wait it ends with 0 when all are "
            "deleted, "
            "with 3 when some were not, with 1 when none was, with 4 when that was cancelled.",
        .arguments = {deployment_name()},
        .options = {in_account(), toggle("--dry-run", "only tell what would be deleted"),
                    toggle("--yes", "do not ask"), toggle("--wait", "wait until they are deleted"),
                    document_output()},
        .examples = {"certwright deploy delete-superseded shop --account demo --dry-run",
                     "certwright deploy delete-superseded shop --account demo --yes --wait"},
        .run = delete_superseded,
    };
}

}  // namespace certwright::cli
