#pragma once

#include "base/clock.hpp"
#include "sandbox/faults/firing.hpp"
#include "sandbox/faults/past_states.hpp"
#include "sandbox/world/virtual_clock.hpp"

#include <atomic>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace certwright::sandbox {

/// A fault that was acted out, as the log keeps it.
struct FiredFault {
    Time at{};          ///< virtual
    Time machine_at{};  ///< of the machine's clock
    std::string rule;
    FaultKind kind = FaultKind::latency;
    Duration latency{};
    std::uint64_t number = 0;  ///< of the call among those that the rule matches
    FaultCall call;
    std::string request_id;
};

/// The plan in force with its counts, what it did, and the past that it needs. Thread-safe.
class Faults {
  public:
    /// `first` is the plan to begin with, and to come back to when the sandbox begins anew.
    Faults(const VirtualClock& clock, const Clock& machine, FaultPlan first);

    /// Without rules a call costs nothing more than this.
    bool any() const noexcept { return any_.load(std::memory_order_relaxed); }
    /// What happens to the call; its times are filled in here.
    FaultEffect meet(FaultCall call, const std::string& request_id);

    /// Replaces the plan; counting begins anew.
    void put(FaultPlan plan);
    /// Adds a rule at the end; the others count on.
    void add(FaultRule rule);
    /// The first plan again, with nothing counted and nothing in the log.
    void restart();

    FaultPlan plan() const;
    std::vector<FaultCount> counts() const;  ///< of each rule, in their order
    /// The newest first.
    std::vector<FiredFault> log(std::size_t most) const;
    std::uint64_t fired() const;  ///< since the plan was put, whether the log still has them or not

    /// How far back reads may ask; zero when none does.
    Duration longest_lag() const noexcept { return Duration{longest_lag_.load(std::memory_order_relaxed)}; }
    PastStates& past() noexcept { return past_; }

  private:
    void put_locked(FaultPlan plan);

    const VirtualClock& clock_;
    const Clock& machine_;
    const FaultPlan first_;
    PastStates past_;
    std::atomic<bool> any_ = false;
    std::atomic<Duration::rep> longest_lag_ = 0;

    mutable std::mutex mutex_;  ///< guards what follows
    FaultPlan plan_;
    std::vector<FaultCount> counts_;
    std::deque<FiredFault> log_;  ///< the newest first
    std::uint64_t fired_ = 0;
};

}  // namespace certwright::sandbox
