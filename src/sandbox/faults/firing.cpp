#include "sandbox/faults/firing.hpp"

#include <algorithm>

namespace certwright::sandbox {
namespace {

/// SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014).
constexpr std::uint64_t mixed(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

enum class Draw : std::uint64_t { begins = 1, latency = 2 };

/// A number from 0 to below 1 that belongs to this call of this rule: no order of draws can change it.
double drawn(const FaultPlan& plan, std::size_t place, std::uint64_t number, Draw what) {
    std::uint64_t bits = mixed(plan.seed);
    bits = mixed(bits ^ place);
    bits = mixed(bits ^ number);
    bits = mixed(bits ^ static_cast<std::uint64_t>(what));
    return static_cast<double>(bits >> 11) * 0x1p-53;
}

bool begins(const FaultPlan& plan, std::size_t place, std::uint64_t number) {
    const FaultRule& rule = plan.rules[place];
    if (!rule.nth.empty()) return std::find(rule.nth.begin(), rule.nth.end(), number) != rule.nth.end();
    if (rule.every != 0) return number % rule.every == 0;
    if (rule.probability) return drawn(plan, place, number, Draw::begins) < *rule.probability;
    return true;
}

Duration latency_of(const FaultPlan& plan, std::size_t place, std::uint64_t number) {
    const FaultRule& rule = plan.rules[place];
    const auto range = static_cast<double>((rule.latency_most - rule.latency_least).count());
    const double part = drawn(plan, place, number, Draw::latency) * range;
    return rule.latency_least + Duration{static_cast<std::int64_t>(part)};
}

}  // namespace

bool fires(const FaultPlan& plan, std::size_t place, std::uint64_t number, std::uint64_t fired) {
    const FaultRule& rule = plan.rules[place];
    if (rule.times && fired >= *rule.times) return false;
    for (std::uint64_t start = number; start > 0 && number - start < rule.lasts; --start) {
        if (begins(plan, place, start)) return true;
    }
    return false;
}

FaultEffect decide(const FaultPlan& plan, std::vector<FaultCount>& counts, const FaultCall& call) {
    FaultEffect effect;
    for (std::size_t place = 0; place < plan.rules.size() && !effect.kind; ++place) {
        const FaultRule& rule = plan.rules[place];
        if (!rule.matches(call)) continue;
        FaultCount& count = counts[place];
        const auto number = ++count.matched;
        if (!fires(plan, place, number, count.fired)) continue;
        ++count.fired;
        FiredRule fired{.rule = place, .number = number, .latency = {}};
        if (rule.kind == FaultKind::latency) {
            fired.latency = latency_of(plan, place, number);
            effect.latency += fired.latency;
        } else {
            effect.kind = rule.kind;
            effect.status = rule.status;
            effect.behind = rule.behind;
        }
        effect.fired.push_back(fired);
    }
    return effect;
}

}  // namespace certwright::sandbox
