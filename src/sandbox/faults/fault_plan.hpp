#pragma once

#include "sandbox/faults/fault_rule.hpp"

#include <string>
#include <vector>

namespace certwright::sandbox {

/// Which faults are acted out. Rules are asked in their order. What latencies fire add up; the first other
/// fault that fires is what happens, and the rules behind it do not count the call.
struct FaultPlan {
    std::uint64_t seed = 1;
    std::vector<FaultRule> rules;

    /// {"seed": 1, "rules": [...]}. Throws Fault::invalid for what it does not understand.
    static FaultPlan parse(const boost::json::value& from);
    /// The plan in a JSON file.
    static FaultPlan read(const std::string& path);
    boost::json::object to_json() const;

    /// The oldest state that a stale read may ask for; zero without such a rule.
    Duration longest_lag() const;
};

}  // namespace certwright::sandbox
