#pragma once

#include "aws/ledger.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "inventory/account.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certwright::inventory {

struct RunTag {
    static constexpr std::string_view prefix = "run";
};
using RunId = Id<RunTag>;

/// docs/state-machines.md draws both.
enum class RunState { running, completed, completed_with_errors, failed, cancelled };
std::string_view to_string(RunState state);
RunState parse_run_state(std::string_view text);

enum class ScopeState { waiting, sweeping, detailing, completed, failed, cancelled, region_disabled };
std::string_view to_string(ScopeState state);
ScopeState parse_scope_state(std::string_view text);
bool is_final(ScopeState state);

/// What a run is once all its scopes are final. Pure. A region that is switched off is no error.
RunState outcome_of(const std::vector<ScopeState>& scopes);

struct ScopeError {
    std::string code, message, operation, hint;
};

using Calls = std::map<std::string, aws::CallCounts>;

/// One line of a run's report: an account's preparation (service "account"), a region, or IAM.
struct RunScope {
    AccountId account;
    std::string account_name, region, service;
    ScopeState state = ScopeState::waiting;
    std::int64_t found = 0, fresh = 0, changed = 0, missing = 0, unchanged = 0;
    std::int64_t details_pending = 0, details_done = 0;
    Calls calls;
    std::optional<ScopeError> error;
    std::vector<std::string> notes;
    std::optional<Time> started_at, finished_at;
};

struct RunAccount {
    AccountId id;
    std::string name;
};

struct DiscoveryRun {
    RunId id;
    RunState state = RunState::running;
    bool full = false;
    std::vector<RunAccount> accounts;
    std::vector<std::string> regions;  ///< empty: every region
    std::string requested_by;
    Time started_at;
    std::optional<Time> visible_at, finished_at;
    std::vector<RunScope> scopes;
};

/// JSON object: operation to {calls, retries, throttles, failures}.
std::string to_json(const Calls& calls);
Calls parse_calls(const std::string& text);
void add(Calls& sum, const Calls& more);

}  // namespace certwright::inventory
