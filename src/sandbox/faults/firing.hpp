#pragma once

#include "sandbox/faults/fault_plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace certwright::sandbox {

/// How often a rule has seen a call, and how often it fired.
struct FaultCount {
    std::uint64_t matched = 0, fired = 0;
};

/// What a rule did to a call.
struct FiredRule {
    std::size_t rule = 0;      ///< its place in the plan, from 0
    std::uint64_t number = 0;  ///< of the call among those that the rule matches, from 1
    Duration latency{};
};

/// What happens to one call.
struct FaultEffect {
    Duration latency{};
    std::optional<FaultKind> kind;  ///< never latency
    int status = 0;
    Duration behind{};
    std::vector<FiredRule> fired;
};

/// Whether the rule at `place` of the plan fires for the `number`th call that it matches, when it has fired
/// `fired` times. Depends on nothing else, so that the same calls meet the same faults.
bool fires(const FaultPlan& plan, std::size_t place, std::uint64_t number, std::uint64_t fired);

/// Asks the plan what happens to the call, and counts it.
FaultEffect decide(const FaultPlan& plan, std::vector<FaultCount>& counts, const FaultCall& call);

}  // namespace certwright::sandbox
