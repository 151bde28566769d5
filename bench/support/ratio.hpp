#pragma once

#include <benchmark/benchmark.h>
#include <time.h>

#include <chrono>
#include <string>
#include <utility>

namespace certwright::bench {

/// Seconds that one call of `work` takes.
template <class Work>
double seconds_of(Work&& work) {
    const auto begin = std::chrono::steady_clock::now();
    std::forward<Work>(work)();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Processor seconds that this thread has used: what a busy machine's other work does not lengthen.
inline double thread_seconds() {
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

/// Times `ours` and, by turns with it, `peer`, so that whatever else the machine does slows both; the
/// counter `xPEER` tells how many times the peer's time ours took. The benchmark needs UseManualTime().
template <class Ours, class Peer>
void compare(benchmark::State& state, const std::string& peer_name, Ours&& ours, Peer&& peer) {
    double own = 0, others = 0;
    for (auto _ : state) {
        others += seconds_of(peer);
        const double took = seconds_of(ours);
        own += took;
        state.SetIterationTime(took);
    }
    state.counters["x" + peer_name] = own / others;
}

}  // namespace certwright::bench
