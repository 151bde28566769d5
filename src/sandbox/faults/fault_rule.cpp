#include "sandbox/faults/fault_rule.hpp"

#include "base/json.hpp"
#include "sandbox/auth/policy.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox {
namespace {

bool is_one_of(const std::vector<std::string>& patterns, std::string_view text) {
    return patterns.empty() || std::any_of(patterns.begin(), patterns.end(), [&](const auto& pattern) {
               return wildcard_match(pattern, text);
           });
}

std::string in_milliseconds(Duration span) {
    return fmt::format("{}ms", std::chrono::duration_cast<std::chrono::milliseconds>(span).count());
}

void put_patterns(json::object& to, std::string_view member, const std::vector<std::string>& patterns) {
    if (patterns.size() == 1) {
        to[member] = patterns.front();
    } else if (!patterns.empty()) {
        to[member] = json::from_texts(patterns);
    }
}

void put_effect(json::object& to, const FaultRule& rule) {
    to["fault"] = to_string(rule.kind);
    if (rule.kind == FaultKind::latency) {
        to["latency"] = json::array{in_milliseconds(rule.latency_least), in_milliseconds(rule.latency_most)};
    }
    if (rule.status != 0) to["status"] = rule.status;
    if (rule.kind == FaultKind::stale) to["behind"] = in_milliseconds(rule.behind);
}

}  // namespace

bool FaultRule::matches(const FaultCall& call) const {
    // A write has no earlier state to be answered from.
    if (kind == FaultKind::stale && !call.reads) return false;
    const Time now = clock == FaultClock::virtual_time ? call.virtual_now : call.machine_now;
    if ((from && now < *from) || (until && now >= *until)) return false;
    return is_one_of(services, call.service) && is_one_of(operations, call.operation) &&
           is_one_of(accounts, call.account) && is_one_of(regions, call.region) &&
           is_one_of(access_keys, call.access_key);
}

json::object FaultRule::to_json() const {
    json::object to{{"name", name}};
    put_patterns(to, "service", services);
    put_patterns(to, "operation", operations);
    put_patterns(to, "account", accounts);
    put_patterns(to, "region", regions);
    put_patterns(to, "access_key", access_keys);
    if (!nth.empty()) to["nth"] = json::array(nth.begin(), nth.end());
    if (every != 0) to["every"] = every;
    if (probability) to["probability"] = *probability;
    if (lasts != 1) to["lasts"] = lasts;
    if (times) to["times"] = *times;
    if (from || until) to["clock"] = clock == FaultClock::virtual_time ? "virtual" : "machine";
    if (from) to["from"] = format_rfc3339(*from);
    if (until) to["until"] = format_rfc3339(*until);
    put_effect(to, *this);
    return to;
}

}  // namespace certwright::sandbox
