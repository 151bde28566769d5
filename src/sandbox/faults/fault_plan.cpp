#include "sandbox/faults/fault_plan.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace certwright::sandbox {
namespace {

constexpr std::size_t most_rules = 1000;

}  // namespace

FaultPlan FaultPlan::parse(const json::value& from) {
    if (!from.is_object()) throw Error{Fault::invalid, "a fault plan is an object with \"rules\""};
    FaultPlan plan;
    for (const auto& [member, value] : from.get_object()) {
        if (member == "seed") {
            if (!value.is_int64() || value.get_int64() < 0)
                throw Error{Fault::invalid, "the \"seed\" of a fault plan is a whole number"};
            plan.seed = static_cast<std::uint64_t>(value.get_int64());
        } else if (member == "rules") {
            if (!value.is_array() || value.get_array().size() > most_rules)
                throw Error{Fault::invalid,
                            fmt::format("\"rules\" of a fault plan is a list, of {} at most", most_rules)};
            for (const auto& rule : value.get_array())
                plan.rules.push_back(FaultRule::parse(rule, plan.rules.size() + 1));
        } else {
            throw Error{Fault::invalid,
                        fmt::format("a fault plan has no member \"{}\"", std::string_view{member})};
        }
    }
    return plan;
}

FaultPlan FaultPlan::read(const std::string& path) {
    std::ifstream file{path};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (!file) throw Error{Fault::invalid, fmt::format("cannot read the fault plan '{}'", path)};
    return parse(json::parse(text, "the fault plan"));
}

json::object FaultPlan::to_json() const {
    json::array list;
    for (const auto& rule : rules) list.push_back(rule.to_json());
    return {{"seed", seed}, {"rules", std::move(list)}};
}

Duration FaultPlan::longest_lag() const {
    Duration longest{};
    for (const auto& rule : rules) longest = std::max(longest, rule.behind);
    return longest;
}

}  // namespace certwright::sandbox
