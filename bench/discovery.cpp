// A whole discovery, in real time: 10,000 certificates in 30 regions of an AWS in this process that has
// ACM's published quotas and takes 30 ms for each answer.
#include "aws/acm.hpp"
#include "bench/support/estate.hpp"
#include "bench/support/filled_inventory.hpp"
#include "bench/support/peak_memory.hpp"

#include <benchmark/benchmark.h>

#include <map>
#include <memory>

namespace certwright::bench {
namespace {

constexpr Duration latency = 30ms;
constexpr Estate estate{10'000};

double seconds_between(Time from, Time to) {
    return std::chrono::duration<double>(to - from).count();
}

std::int64_t sum(const std::map<std::string, std::int64_t>& calls) {
    std::int64_t all = 0;
    for (const auto& [operation, count] : calls) all += count;
    return all;
}

bool is_good(benchmark::State& state, const inventory::DiscoveryRun& run, std::size_t certificates) {
    std::int64_t found = 0;
    for (const auto& scope : run.scopes) found += scope.found;
    if (run.state == inventory::RunState::completed && found == static_cast<std::int64_t>(certificates))
        return true;
    state.SkipWithError("the discovery did not complete");
    return false;
}

/// A server that has scanned the estate once, kept for the rescans.
struct Scanned {
    explicit Scanned(store::Dialect dialect) : server(dialect, 1) {
        server.aws.latency = latency;
        estate.put_into(server.aws);
        server.add_account("demo");
        const PeakMemory memory;
        first = server.discover();
        peak_mebibytes = memory.risen_mebibytes();
        first_calls = sum(server.aws.calls());
        first_throttles = server.aws.throttles();
    }
    Installation server;
    inventory::DiscoveryRun first;
    double peak_mebibytes = 0;
    std::int64_t first_calls = 0, first_throttles = 0;
};

Scanned& scanned_on(store::Dialect dialect) {
    static std::map<store::Dialect, std::unique_ptr<Scanned>> servers;
    auto& server = servers[dialect];
    if (!server) server = std::make_unique<Scanned>(dialect);
    return *server;
}

/// Nothing known yet. `xquota_*` are ratios to the shortest time that quotas and latency allow.
void first_scan(benchmark::State& state, store::Dialect dialect) {
    for (auto _ : state) {
        const Scanned& scanned = scanned_on(dialect);
        const inventory::DiscoveryRun& run = scanned.first;
        if (!is_good(state, run, estate.certificates)) return;
        const double visible = seconds_between(run.started_at, *run.visible_at);
        const double complete = seconds_between(run.started_at, *run.finished_at);
        state.SetIterationTime(complete);
        state.counters["visible_s"] = visible;
        state.counters["xquota_visible"] = visible / estate.seconds_to_visible(latency);
        state.counters["xquota_complete"] = complete / estate.seconds_to_complete(latency);
        state.counters["calls_a_certificate"] =
            static_cast<double>(scanned.first_calls) / static_cast<double>(estate.certificates);
        state.counters["throttles"] = static_cast<double>(scanned.first_throttles);
        state.counters["peak_MiB"] = scanned.peak_mebibytes;
    }
}

/// Discovers again, and returns the calls that took.
std::int64_t rescan(benchmark::State& state, Scanned& scanned) {
    scanned.server.aws.forget_calls();
    const PeakMemory memory;
    const auto run = scanned.server.discover();
    if (!is_good(state, run, estate.certificates)) return 0;
    state.SetIterationTime(seconds_between(run.started_at, *run.finished_at));
    state.counters["peak_MiB"] = memory.risen_mebibytes();
    return sum(scanned.server.aws.calls());
}

/// Nothing changed, a moment later: `xbound` is 1 when no call is spent that could be saved.
void rescan_unchanged(benchmark::State& state, store::Dialect dialect) {
    Scanned& scanned = scanned_on(dialect);
    for (auto _ : state) {
        const auto calls = static_cast<double>(rescan(state, scanned));
        state.counters["calls"] = calls;
        state.counters["xbound"] = calls / static_cast<double>(estate.calls_of_a_rescan());
    }
}

/// Nothing changed, a day later, when details are old enough to be looked at again: `xrotation` is the
/// calls beyond the bound as a share of what the rotation may spend.
void rescan_after_a_day(benchmark::State& state, store::Dialect dialect) {
    Scanned& scanned = scanned_on(dialect);
    scanned.server.clock.put_forward(25h);
    for (auto _ : state) {
        const std::int64_t calls = rescan(state, scanned);
        state.counters["calls"] = static_cast<double>(calls);
        state.counters["xrotation"] = static_cast<double>(calls - estate.calls_of_a_rescan()) /
                                      static_cast<double>(estate.calls_of_the_rotation());
    }
}

/// Lists the whole estate into the database as a sweep does, and takes its details for known.
void sweep_in(Installation& server, const inventory::AccountId& id) {
    const auto account = server.database->read(
        [&](store::Connection& connection) { return server.accounts.get(connection, id.text()); });
    const auto client = server.database->read(
        [&](store::Connection& connection) { return server.access.client(connection, account); });
    for (const auto& [region, certificates] : server.aws.regions()) {
        std::string token;
        do {
            const auto page = aws::acm::list_certificates(*client, region, token, 1000, {});
            std::vector<inventory::ListRow> rows;
            for (const auto& summary : page->rows) rows.push_back(inventory::to_list_row(summary));
            keep_page(server, id, region, rows);
            token = page->next_token;
        } while (!token.empty());
    }
    server.database->write([&](store::Transaction& transaction) {
        transaction->execute(
            "UPDATE aws_certificates SET details_state = 'complete', pem_stale = FALSE, described_at = $1",
            {server.clock.now()});
    });
    settle(server);
}

/// A rescan without quotas and latency, which is then bound by this program alone: time and memory for
/// estates of two sizes.
void rescan_without_quotas(benchmark::State& state, store::Dialect dialect, std::size_t certificates) {
    Installation server{dialect, 0};
    const Estate large{certificates};
    large.put_into(server.aws);
    sweep_in(server, server.add_account("demo"));
    server.discover();  // learns regions and search
    for (auto _ : state) {
        const PeakMemory memory;
        const auto run = server.discover();
        if (!is_good(state, run, certificates)) return;
        state.SetIterationTime(seconds_between(run.started_at, *run.finished_at));
        state.counters["peak_MiB"] = memory.risen_mebibytes();
        state.counters["us_a_certificate"] =
            seconds_between(run.started_at, *run.finished_at) * 1e6 / static_cast<double>(certificates);
    }
}

// Real time, so once.
#define SCAN(...) BENCHMARK_CAPTURE(__VA_ARGS__)->UseManualTime()->Iterations(1)->Unit(benchmark::kSecond)
SCAN(first_scan, sqlite, store::Dialect::sqlite);
SCAN(rescan_unchanged, sqlite, store::Dialect::sqlite);
SCAN(rescan_after_a_day, sqlite, store::Dialect::sqlite);
SCAN(first_scan, postgresql, store::Dialect::postgresql);
SCAN(rescan_unchanged, postgresql, store::Dialect::postgresql);
SCAN(rescan_after_a_day, postgresql, store::Dialect::postgresql);
SCAN(rescan_without_quotas, sqlite_10k, store::Dialect::sqlite, 10'000);
SCAN(rescan_without_quotas, sqlite_100k, store::Dialect::sqlite, 100'000);

}  // namespace
}  // namespace certwright::bench
