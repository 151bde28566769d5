#pragma once

#include "bench/support/ratio.hpp"
#include "bench/support/route_server.hpp"

#include <benchmark/benchmark.h>

#include <map>
#include <memory>
#include <span>
#include <string>

namespace certwright::bench {

inline constexpr std::size_t listed_certificates = 100'000;
inline constexpr double goal_seconds = 0.050;  // any page, at the server, on SQLite

/// What is asked of a list.
struct Question {
    const char* name;
    const char* target;
    const char* deep_sort = nullptr;  ///< continue after nine tenths of the list in this order
};

/// The counters `xread_by_id` and `xgoal_50ms`.
inline void ask(benchmark::State& state, RouteServer& server, store::Dialect dialect,
                const Question& question) {
    std::string target = question.target;
    if (question.deep_sort) target += server.cursor_after(question.deep_sort, listed_certificates / 10 * 9);
    server.get(target);  // a server that is up has read the pages before
    double own = 0, peer = 0, processor = 0;
    for (auto _ : state) {
        peer += seconds_of([&] { server.read_by_id(); });
        const double before = thread_seconds();
        const double took = seconds_of([&] { benchmark::DoNotOptimize(server.get(target)); });
        processor += thread_seconds() - before;
        own += took;
        state.SetIterationTime(took);
    }
    state.counters["xread_by_id"] = own / peer;
    // SQLite works on this thread alone, so its processor time is what a machine at rest takes;
    // PostgreSQL works elsewhere.
    const double goal_time = dialect == store::Dialect::sqlite ? processor : own;
    state.counters["xgoal_50ms"] = goal_time / static_cast<double>(state.iterations()) / goal_seconds;
}

/// Of a `Server` on each database, which is filled when it is first asked.
template <class Server>
bool register_questions(std::span<const Question> questions) {
    static std::map<store::Dialect, std::unique_ptr<Server>> servers;
    for (const auto dialect : {store::Dialect::sqlite, store::Dialect::postgresql})
        for (const Question& question : questions)
            benchmark::RegisterBenchmark((std::string{question.name} + "/" + name_of(dialect)).c_str(),
                                         [dialect, &question](benchmark::State& state) {
                                             auto& server = servers[dialect];
                                             if (!server)
                                                 server =
                                                     std::make_unique<Server>(dialect, listed_certificates);
                                             ask(state, *server, dialect, question);
                                         })
                ->UseManualTime()
                ->Unit(benchmark::kMillisecond);
    return true;
}

}  // namespace certwright::bench
