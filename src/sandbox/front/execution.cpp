#include "sandbox/front/execution.hpp"

#include "base/json.hpp"
#include "sandbox/world/world.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace certwright::sandbox {
namespace {

constexpr Duration look_again = std::chrono::milliseconds{200};

/// What came out, and how long the caller would wait for more.
using Outcome = std::pair<json::object, Duration>;

Outcome act_on(World& world, Account& account, const Execution& execution) {
    const Operation& operation = execution.operation;
    const Call call{world,           account,           execution.caller.region, execution.caller.principal,
                    execution.model, world.clock.now(), execution.origin};
    auto output = operation.act(call, execution.input);
    const Duration wait =
        operation.patience ? operation.patience(call, execution.input, output) : Duration::zero();
    return {std::move(output), wait};
}

Account& account_of(World& world, const Execution& execution) {
    static Account nobody;
    const auto account = world.accounts.find(execution.caller.principal.account_id);
    return account == world.accounts.end() ? nobody : account->second;
}

Outcome write(World& world, Faults& faults, const Execution& execution) {
    return world.locked([&] {
        Account& account = account_of(world, execution);
        if (const Duration lag = faults.longest_lag(); lag > 0s)
            faults.past().keep(account, execution.caller.region, world.machine.now(), lag);
        return act_on(world, account, execution);
    });
}

Outcome read(World& world, Faults& faults, const Execution& execution) {
    return world.locked_shared([&] {
        if (execution.effect.kind == FaultKind::stale) {
            const auto past = faults.past().at(execution.caller.principal.account_id, execution.caller.region,
                                               world.machine.now() - execution.effect.behind);
            if (past) return act_on(world, *past, execution);
        }
        return act_on(world, account_of(world, execution), execution);
    });
}

}  // namespace

json::object execute(World& world, Faults& faults, const Execution& execution) {
    std::optional<Time> end;
    while (true) {
        const auto seen = world.messages.count();
        auto [output, wait] =
            execution.operation.writes ? write(world, faults, execution) : read(world, faults, execution);
        const Time now = world.machine.now();
        if (!end) end = now + wait;
        if (wait == Duration::zero() || now >= *end) return std::move(output);
        // What was received and not deleted comes back without being announced.
        if (!world.messages.wait(seen, std::min<Duration>(*end - now, look_again))) return std::move(output);
    }
}

}  // namespace certwright::sandbox
