#include "sandbox/world/agenda.hpp"

#include "base/log.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace certwright::sandbox {

Agenda::Agenda(VirtualClock& clock) : clock_(clock), thread_([this] { run(); }) {}

Agenda::~Agenda() {
    {
        const std::scoped_lock lock{mutex_};
        stopping_ = true;
        changed_.notify_all();
    }
    thread_.join();
}

void Agenda::put(const std::string& key, Time due, Task task) {
    const std::scoped_lock lock{mutex_};
    const auto [kept, is_new] = by_key_.try_emplace(key);
    if (!is_new) entries_.erase(kept->second);
    kept->second = entries_.emplace(due, Entry{&kept->first, std::move(task)});
    if (kept->second == entries_.begin()) changed_.notify_all();
}

void Agenda::drop(const std::string& key) {
    const std::scoped_lock lock{mutex_};
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    entries_.erase(found->second);
    by_key_.erase(found);
}

void Agenda::clear() {
    const std::scoped_lock lock{mutex_};
    entries_.clear();
    by_key_.clear();
}

std::size_t Agenda::size() const {
    const std::scoped_lock lock{mutex_};
    return entries_.size();
}

bool Agenda::run_next(Time limit) {
    const std::scoped_lock alone{running_};
    Time due;
    std::string key;
    Task task;
    {
        const std::scoped_lock lock{mutex_};
        if (entries_.empty() || entries_.begin()->first > limit) return false;
        const auto next = entries_.begin();
        due = next->first;
        key = *next->second.key;
        task = std::move(next->second.task);
        entries_.erase(next);
        by_key_.erase(key);
    }
    clock_.push_to(due);
    try {
        task(std::max(due, clock_.now()));
    } catch (const std::exception& failed) {
        log::error("a task of the agenda failed", {{"task", key}, {"reason", failed.what()}});
    }
    return true;
}

void Agenda::push(Time target) {
    while (run_next(target)) {
    }
    clock_.push_to(target);
}

void Agenda::run() {
    std::unique_lock lock{mutex_};
    while (!stopping_) {
        if (entries_.empty()) {
            changed_.wait(lock);
            continue;
        }
        const Time due = entries_.begin()->first;
        if (const auto wait = clock_.until(due); wait > Duration::zero()) {
            // Woken in between: the clock may have been pushed, or its rate changed.
            changed_.wait_for(lock, std::min<Duration>(wait, 1s));
            continue;
        }
        lock.unlock();
        run_next(clock_.now());
        lock.lock();
    }
}

}  // namespace certwright::sandbox
