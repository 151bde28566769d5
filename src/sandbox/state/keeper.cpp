#include "sandbox/state/keeper.hpp"

#include "base/error.hpp"
#include "base/log.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace certwright::sandbox::state {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr auto shortest_rest = std::chrono::milliseconds{100};
/// How much longer it rests than it writes.
constexpr int rest_share = 9;

}  // namespace

Keeper::Keeper(StateFile file, std::function<std::uint64_t()> changes, std::function<std::string()> text)
    : file_(std::move(file)), changes_(std::move(changes)), text_(std::move(text)) {
    save();
    thread_ = std::thread{[this] { run(); }};
}

Keeper::~Keeper() {
    {
        const std::scoped_lock lock{mutex_};
        stopping_ = true;
        stopped_.notify_all();
    }
    thread_.join();
    try_to_save();
}

void Keeper::save() {
    // Before the text is made: what changes meanwhile is saved the next time.
    const auto seen = changes_();
    file_.write(text_());
    saved_ = seen;
}

void Keeper::try_to_save() {
    if (changes_() == saved_) return;
    try {
        save();
    } catch (const Error& problem) {
        log::error("the state could not be saved", {{"reason", problem.message()}});
    }
}

void Keeper::run() {
    std::unique_lock lock{mutex_};
    SteadyClock::duration rest = shortest_rest;
    while (!stopped_.wait_for(lock, rest, [this] { return stopping_; })) {
        lock.unlock();
        const auto begun = SteadyClock::now();
        try_to_save();
        rest = std::max<SteadyClock::duration>(shortest_rest, (SteadyClock::now() - begun) * rest_share);
        lock.lock();
    }
}

}  // namespace certwright::sandbox::state
