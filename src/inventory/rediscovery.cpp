#include "inventory/rediscovery.hpp"

namespace certwright::inventory {
namespace {

constexpr std::string_view select_due = R"(
    SELECT id FROM accounts a
    WHERE enabled AND last_discovery_at <= $1 AND COALESCE(rediscovery_begun_at, 0) <= $1
      AND NOT EXISTS (SELECT 1 FROM discovery_runs r JOIN discovery_scopes s ON s.run = r.id
                      WHERE r.state = 'running' AND s.account = a.id)
    ORDER BY id)";
/// Looks again: where several servers look, the second waits for the first and changes nothing then.
constexpr std::string_view claim = R"(
    UPDATE accounts SET rediscovery_begun_at = $2
    WHERE id = $3 AND COALESCE(rediscovery_begun_at, 0) <= $1)";

}  // namespace

std::optional<RunId> Rediscovery::begin_due(store::Transaction& transaction) {
    const Time now = clock_.now();
    const Time latest = now - after_;
    RunRequest request;
    for (const AccountId& id :
         transaction->list(select_due, {latest}, [](const store::Row& row) { return row.id<AccountId>(0); }))
        if (transaction->execute(claim, {latest, now, id}) == 1) request.accounts.push_back(id);
    if (request.accounts.empty()) return std::nullopt;
    return runs_.start(transaction, request, {.name = "system"});
}

}  // namespace certwright::inventory
