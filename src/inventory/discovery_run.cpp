#include "inventory/discovery_run.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <algorithm>
#include <array>

namespace certwright::inventory {
namespace {

constexpr std::array run_states{RunState::running, RunState::completed, RunState::completed_with_errors,
                                RunState::failed, RunState::cancelled};
constexpr std::array scope_states{ScopeState::waiting,        ScopeState::sweeping, ScopeState::detailing,
                                  ScopeState::completed,      ScopeState::failed,   ScopeState::cancelled,
                                  ScopeState::region_disabled};

template <class State, std::size_t N>
State parse_state(const std::array<State, N>& states, std::string_view text) {
    for (const State state : states)
        if (to_string(state) == text) return state;
    throw Error{Fault::invalid, "unknown state '" + std::string{text} + "'"};
}

}  // namespace

std::string_view to_string(RunState state) {
    switch (state) {
        case RunState::running:
            return "running";
        case RunState::completed:
            return "completed";
        case RunState::completed_with_errors:
            return "completed_with_errors";
        case RunState::failed:
            return "failed";
        case RunState::cancelled:
            return "cancelled";
    }
    return "failed";
}

RunState parse_run_state(std::string_view text) {
    return parse_state(run_states, text);
}

std::string_view to_string(ScopeState state) {
    switch (state) {
        case ScopeState::waiting:
            return "waiting";
        case ScopeState::sweeping:
            return "sweeping";
        case ScopeState::detailing:
            return "detailing";
        case ScopeState::completed:
            return "completed";
        case ScopeState::failed:
            return "failed";
        case ScopeState::cancelled:
            return "cancelled";
        case ScopeState::region_disabled:
            return "region_disabled";
    }
    return "failed";
}

ScopeState parse_scope_state(std::string_view text) {
    return parse_state(scope_states, text);
}

bool is_final(ScopeState state) {
    switch (state) {
        case ScopeState::waiting:
        case ScopeState::sweeping:
        case ScopeState::detailing:
            return false;
        case ScopeState::completed:
        case ScopeState::failed:
        case ScopeState::cancelled:
        case ScopeState::region_disabled:
            return true;
    }
    return true;
}

RunState outcome_of(const std::vector<ScopeState>& scopes) {
    const auto any = [&](ScopeState state) {
        return std::find(scopes.begin(), scopes.end(), state) != scopes.end();
    };
    if (!std::all_of(scopes.begin(), scopes.end(), is_final)) return RunState::running;
    if (any(ScopeState::cancelled)) return RunState::cancelled;
    if (!any(ScopeState::failed)) return RunState::completed;
    return any(ScopeState::completed) ? RunState::completed_with_errors : RunState::failed;
}

std::string to_json(const Calls& calls) {
    json::object object;
    for (const auto& [operation, counts] : calls)
        object[operation] = json::object{{"calls", counts.calls},
                                         {"retries", counts.retries},
                                         {"throttles", counts.throttles},
                                         {"failures", counts.failures}};
    return boost::json::serialize(object);
}

Calls parse_calls(const std::string& text) {
    Calls calls;
    const json::value parsed = json::parse(text, "stored calls");
    for (const auto& [operation, counts] : parsed.as_object()) {
        const json::object& one = counts.as_object();
        calls[operation] = {
            json::integer(one, "calls").value_or(0), json::integer(one, "retries").value_or(0),
            json::integer(one, "throttles").value_or(0), json::integer(one, "failures").value_or(0)};
    }
    return calls;
}

void add(Calls& sum, const Calls& more) {
    for (const auto& [operation, counts] : more) {
        aws::CallCounts& one = sum[operation];
        one.calls += counts.calls;
        one.retries += counts.retries;
        one.throttles += counts.throttles;
        one.failures += counts.failures;
    }
}

}  // namespace certwright::inventory
