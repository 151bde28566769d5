#include "sandbox/faults/faults.hpp"

#include <algorithm>

namespace certwright::sandbox {
namespace {

constexpr std::size_t log_size = 1000;

}  // namespace

Faults::Faults(const VirtualClock& clock, const Clock& machine, FaultPlan first)
    : clock_(clock), machine_(machine), first_(std::move(first)) {
    put(first_);
}

FaultEffect Faults::meet(FaultCall call, const std::string& request_id) {
    call.virtual_now = clock_.now();
    call.machine_now = machine_.now();
    const std::scoped_lock lock{mutex_};
    auto effect = decide(plan_, counts_, call);
    for (const auto& fired : effect.fired) {
        const FaultRule& rule = plan_.rules[fired.rule];
        log_.push_front({.at = call.virtual_now,
                         .machine_at = call.machine_now,
                         .rule = rule.name,
                         .kind = rule.kind,
                         .latency = fired.latency,
                         .number = fired.number,
                         .call = call,
                         .request_id = request_id});
        ++fired_;
    }
    while (log_.size() > log_size) log_.pop_back();
    return effect;
}

void Faults::put_locked(FaultPlan plan) {
    plan_ = std::move(plan);
    any_ = !plan_.rules.empty();
    longest_lag_ = plan_.longest_lag().count();
    past_.clear();
}

void Faults::put(FaultPlan plan) {
    const std::scoped_lock lock{mutex_};
    put_locked(std::move(plan));
    counts_.assign(plan_.rules.size(), {});
    fired_ = 0;
}

void Faults::add(FaultRule rule) {
    const std::scoped_lock lock{mutex_};
    FaultPlan longer = plan_;
    longer.rules.push_back(std::move(rule));
    put_locked(std::move(longer));
    counts_.emplace_back();
}

void Faults::restart() {
    put(first_);
    const std::scoped_lock lock{mutex_};
    log_.clear();
}

FaultPlan Faults::plan() const {
    const std::scoped_lock lock{mutex_};
    return plan_;
}

std::vector<FaultCount> Faults::counts() const {
    const std::scoped_lock lock{mutex_};
    return counts_;
}

std::vector<FiredFault> Faults::log(std::size_t most) const {
    const std::scoped_lock lock{mutex_};
    const auto count = std::min(most, log_.size());
    return {log_.begin(), log_.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::uint64_t Faults::fired() const {
    const std::scoped_lock lock{mutex_};
    return fired_;
}

}  // namespace certwright::sandbox
