#include "inventory/discovery_runs.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "inventory/discovery_jobs.hpp"

#include <algorithm>

namespace certwright::inventory {
namespace {

std::string accounts_json(const std::vector<RunAccount>& accounts) {
    json::array list;
    for (const RunAccount& account : accounts)
        list.push_back(json::object{{"id", account.id.text()}, {"name", account.name}});
    return boost::json::serialize(list);
}

std::string error_json(const ScopeError& error) {
    return boost::json::serialize(json::object{{"code", error.code},
                                               {"message", error.message},
                                               {"operation", error.operation},
                                               {"hint", error.hint}});
}

ScopeError parse_error(const std::string& text) {
    const json::value parsed = json::parse(text, "stored scope error");
    const json::object& object = parsed.as_object();
    const auto member = [&](std::string_view key) { return json::text(object, key).value_or(""); };
    return {member("code"), member("message"), member("operation"), member("hint")};
}

DiscoveryRun read_run(const store::Row& row) {
    DiscoveryRun run;
    run.id = row.id<RunId>(0);
    run.state = parse_run_state(row.text(1));
    run.full = row.boolean(2);
    const json::value accounts = json::parse(row.text(3), "stored accounts of a run");
    for (const json::value& account : accounts.as_array()) {
        const json::object& object = account.as_object();
        run.accounts.push_back(
            {AccountId{json::text(object, "id").value_or("")}, json::text(object, "name").value_or("")});
    }
    if (!row.is_null(4)) run.regions = json::parse_texts(row.text(4), "a stored list");
    run.requested_by = row.text(5);
    run.started_at = row.time(6);
    run.visible_at = row.optional_time(7);
    run.finished_at = row.optional_time(8);
    return run;
}

RunScope read_scope(const store::Row& row) {
    RunScope scope;
    scope.account = row.id<AccountId>(0);
    scope.account_name = row.text(1);
    scope.region = row.text(2);
    scope.service = row.text(3);
    scope.state = parse_scope_state(row.text(4));
    scope.found = row.integer(5);
    scope.fresh = row.integer(6);
    scope.changed = row.integer(7);
    scope.missing = row.integer(8);
    scope.unchanged = row.integer(9);
    scope.details_pending = row.integer(10);
    scope.details_done = row.integer(11);
    scope.calls = parse_calls(row.text(12));
    if (!row.is_null(13)) scope.error = parse_error(row.text(13));
    scope.notes = json::parse_texts(row.text(14), "a stored list");
    scope.started_at = row.optional_time(15);
    scope.finished_at = row.optional_time(16);
    return scope;
}

}  // namespace

constexpr std::string_view insert_run = R"(
    INSERT INTO discovery_runs (id, state, full_scan, accounts, regions, requested_by, started_at)
    VALUES ($1, 'running', $2, $3, $4, $5, $6))";

RunId DiscoveryRuns::start(store::Transaction& transaction, const RunRequest& request, const Actor& actor) {
    for (const std::string& region : request.regions)
        if (!is_region(region))
            throw Error{Fault::invalid, "'" + region + "' is not a region's name", "write it as in eu-west-1"}
                .with_field("regions", "has '" + region + "'");
    std::vector<RunAccount> chosen;
    for (const Account& account : accounts_.list(transaction)) {
        const bool named =
            std::find(request.accounts.begin(), request.accounts.end(), account.id) != request.accounts.end();
        if (named && !account.settings.enabled)
            throw Error{Fault::invalid, "account '" + account.settings.name + "' is disabled",
                        "enable it first, or leave it out"};
        if (named || (request.accounts.empty() && account.settings.enabled))
            chosen.push_back({account.id, account.settings.name});
    }
    if (chosen.empty())
        throw Error{Fault::invalid, "there is no account to discover", "add an AWS account first"};

    const RunId id = RunId::make();
    const store::Value regions =
        request.regions.empty() ? store::Value{}
                                : store::Value{boost::json::serialize(json::from_texts(request.regions))};
    transaction->execute(insert_run,
                         {id, request.full, accounts_json(chosen), regions, actor.name, clock_.now()});
    for (const RunAccount& account : chosen) {
        RunScope scope;
        scope.account = account.id;
        scope.account_name = account.name;
        scope.region = global_region;
        scope.service = "account";
        add_scope(transaction, id, scope);
        queue_.enqueue(transaction, discovery_job(account_job, {id, account.id, ""}, actor.name));
    }
    log_.append(transaction,
                {actor.name, "discovery_run.started", id.text(),
                 boost::json::serialize(json::object{{"accounts", chosen.size()}, {"full", request.full}}),
                 actor.request_id});
    return id;
}

void DiscoveryRuns::cancel(store::Transaction& transaction, const RunId& id, const Actor& actor) {
    const DiscoveryRun run = get(transaction, id);
    if (run.state != RunState::running)
        throw Error{Fault::conflict, "discovery run " + id.text() + " is over already"};
    queue_.cancel_group(transaction, id.text());
    // Scopes whose job had not begun are final now; running jobs close theirs when they stop.
    for (RunScope scope : run.scopes) {
        if (scope.state != ScopeState::waiting) continue;
        scope.state = ScopeState::cancelled;
        scope.finished_at = clock_.now();
        keep_scope(transaction, id, scope);
    }
    log_.append(transaction, {actor.name, "discovery_run.cancelled", id.text(), "{}", actor.request_id});
}

constexpr std::string_view select_runs = R"(
    SELECT id, state, full_scan, accounts, regions, requested_by, started_at, visible_at, finished_at
    FROM discovery_runs WHERE $1 = '' OR id < $1 ORDER BY id DESC LIMIT $2)";
constexpr std::string_view select_scopes = R"(
    SELECT account, account_name, region, service, state, found_count, new_count, changed_count, missing_count,
        unchanged_count, details_pending, details_done, calls, error, notes, started_at, finished_at
    FROM discovery_scopes WHERE run = $1 ORDER BY account_name, service, region)";

std::vector<DiscoveryRun> DiscoveryRuns::list(store::Connection& connection, const std::string& before,
                                              std::size_t limit) const {
    auto runs = connection.list(select_runs, {before, static_cast<std::int64_t>(limit)}, read_run);
    for (DiscoveryRun& run : runs) run.scopes = connection.list(select_scopes, {run.id}, read_scope);
    return runs;
}

constexpr std::string_view select_run = R"(
    SELECT id, state, full_scan, accounts, regions, requested_by, started_at, visible_at, finished_at
    FROM discovery_runs WHERE id = $1)";

DiscoveryRun DiscoveryRuns::get(store::Connection& connection, const RunId& id) const {
    auto run = connection.find(select_run, {id}, read_run);
    if (!run) throw Error{Fault::not_found, "no discovery run '" + id.text() + "'"};
    run->scopes = connection.list(select_scopes, {id}, read_scope);
    return std::move(*run);
}

constexpr std::string_view insert_scope = R"(
    INSERT INTO discovery_scopes (run, account, account_name, region, service, state) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (run, account, region, service) DO NOTHING)";

void DiscoveryRuns::add_scope(store::Transaction& transaction, const RunId& id, const RunScope& scope) {
    transaction->execute(insert_scope, {id, scope.account, scope.account_name, scope.region, scope.service,
                                        to_string(scope.state)});
}

constexpr std::string_view select_scope = R"(
    SELECT account, account_name, region, service, state, found_count, new_count, changed_count, missing_count,
        unchanged_count, details_pending, details_done, calls, error, notes, started_at, finished_at
    FROM discovery_scopes WHERE run = $1 AND account = $2 AND region = $3 AND service = $4)";

std::optional<RunScope> DiscoveryRuns::find_scope(store::Connection& connection, const RunId& id,
                                                  const AccountId& account, const std::string& region,
                                                  const std::string& service) const {
    return connection.find(select_scope, {id, account, region, service}, read_scope);
}

constexpr std::string_view update_scope = R"(
    UPDATE discovery_scopes SET state = $5, found_count = $6, new_count = $7, changed_count = $8, missing_count = $9,
        unchanged_count = $10, details_pending = $11, details_done = $12, calls = $13, error = $14, notes = $15,
        started_at = $16, finished_at = $17
    WHERE run = $1 AND account = $2 AND region = $3 AND service = $4)";

void DiscoveryRuns::keep_scope(store::Transaction& transaction, const RunId& id, const RunScope& scope) {
    const store::Value error = scope.error ? store::Value{error_json(*scope.error)} : store::Value{};
    transaction->execute(
        update_scope,
        {id, scope.account, scope.region, scope.service, to_string(scope.state), scope.found, scope.fresh,
         scope.changed, scope.missing, scope.unchanged, scope.details_pending, scope.details_done,
         to_json(scope.calls), error, boost::json::serialize(json::from_texts(scope.notes)), scope.started_at,
         scope.finished_at});
    if (is_final(scope.state) && scope_over_) scope_over_(transaction, scope);
    settle(transaction, id);
}

// Takes the run's row first, so that two scopes that end at the same moment see each other.
constexpr std::string_view lock_run =
    "UPDATE discovery_runs SET state = state WHERE id = $1 AND state = 'running'";
constexpr std::string_view select_states = "SELECT state FROM discovery_scopes WHERE run = $1";
constexpr std::string_view mark_visible =
    "UPDATE discovery_runs SET visible_at = $2 WHERE id = $1 AND visible_at IS NULL";
constexpr std::string_view close_run = "UPDATE discovery_runs SET state = $2, finished_at = $3 WHERE id = $1";

void DiscoveryRuns::settle(store::Transaction& transaction, const RunId& id) {
    if (transaction->execute(lock_run, {id}) == 0) return;
    const auto states = transaction->list(
        select_states, {id}, [](const store::Row& row) { return parse_scope_state(row.text(0)); });
    const bool listed = std::all_of(states.begin(), states.end(), [](ScopeState state) {
        return state == ScopeState::detailing || is_final(state);
    });
    if (listed) transaction->execute(mark_visible, {id, clock_.now()});
    const RunState outcome = outcome_of(states);
    if (outcome != RunState::running) transaction->execute(close_run, {id, to_string(outcome), clock_.now()});
}

}  // namespace certwright::inventory
