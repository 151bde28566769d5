// A whole discovery, in real time, of the sandbox: a process of its own that has ACM's published quotas and
// takes 30 ms for each answer.
#include "aws/acm.hpp"
#include "bench/support/estate.hpp"
#include "bench/support/filled_inventory.hpp"
#include "bench/support/peak_memory.hpp"
#include "bench/support/processor_time.hpp"
#include "bench/support/sandbox.hpp"

#include <benchmark/benchmark.h>

#include <map>
#include <memory>

namespace certwright::bench {
namespace {

constexpr Duration latency = 30ms;
constexpr std::size_t certificates_drawn = 10'000;

double seconds_between(Time from, Time to) {
    return std::chrono::duration<double>(to - from).count();
}

bool is_good(benchmark::State& state, const inventory::DiscoveryRun& run, std::size_t certificates) {
    std::int64_t found = 0;
    for (const auto& scope : run.scopes) found += scope.found;
    if (run.state == inventory::RunState::completed && found == static_cast<std::int64_t>(certificates))
        return true;
    state.SkipWithError("the discovery did not complete");
    return false;
}

/// What a scan costs beyond its time. The sandbox works on the same cores, so its share is told beside ours.
class Expenses {
  public:
    explicit Expenses(const Sandbox& sandbox) : sandbox_(sandbox) {}

    void tell(benchmark::State& state) const {
        state.counters["processor_s"] = own_processor_seconds() - own_before_;
        state.counters["sandbox_processor_s"] = sandbox_.processor_seconds() - sandbox_before_;
        state.counters["peak_MiB"] = memory_.risen_mebibytes();
    }

  private:
    const Sandbox& sandbox_;
    double own_before_ = own_processor_seconds(), sandbox_before_ = sandbox_.processor_seconds();
    PeakMemory memory_;
};

/// A server, and the AWS that it scans.
struct Scanned {
    explicit Scanned(store::Dialect dialect)
        : sandbox({.certificates = certificates_drawn, .latency = latency}), server(dialect, 1) {
        server.add_account("demo", sandbox.url());
    }
    Sandbox sandbox;
    Estate estate{sandbox.regions()};
    Installation server;
    bool is_known = false;  ///< it has been scanned once
};

/// Kept for the rescans.
Scanned& scanned_on(store::Dialect dialect) {
    static std::map<store::Dialect, std::unique_ptr<Scanned>> servers;
    auto& server = servers[dialect];
    if (!server) server = std::make_unique<Scanned>(dialect);
    return *server;
}

/// Discovers, and returns the run with the calls that the sandbox has counted; nothing when it failed.
struct Scan {
    inventory::DiscoveryRun run;
    AskedFor asked_for;
};
std::optional<Scan> scan(benchmark::State& state, Scanned& scanned) {
    scanned.sandbox.forget_calls();
    const Expenses expenses{scanned.sandbox};
    const auto run = scanned.server.discover();
    expenses.tell(state);
    if (!is_good(state, run, scanned.estate.certificates())) return std::nullopt;
    scanned.is_known = true;
    state.SetIterationTime(seconds_between(run.started_at, *run.finished_at));
    return Scan{run, scanned.sandbox.asked_for()};
}

/// Nothing known yet. `xquota_*` are ratios to the shortest time that quotas and latency allow.
void first_scan(benchmark::State& state, store::Dialect dialect) {
    Scanned& scanned = scanned_on(dialect);
    const Estate& estate = scanned.estate;
    for (auto _ : state) {
        const auto done = scan(state, scanned);
        if (!done) return;
        const double visible = seconds_between(done->run.started_at, *done->run.visible_at);
        const double complete = seconds_between(done->run.started_at, *done->run.finished_at);
        state.counters["visible_s"] = visible;
        state.counters["xquota_visible"] = visible / estate.seconds_to_visible(latency);
        state.counters["xquota_complete"] = complete / estate.seconds_to_complete(latency);
        state.counters["calls_a_certificate"] =
            static_cast<double>(done->asked_for.calls) / static_cast<double>(estate.certificates());
        state.counters["throttles"] = static_cast<double>(done->asked_for.throttles);
    }
}

/// As `scan`, of an estate that has been scanned before; the calls, or nothing when it failed.
std::optional<double> rescan(benchmark::State& state, Scanned& scanned) {
    const auto done = scan(state, scanned);
    if (!done) return std::nullopt;
    const auto calls = static_cast<double>(done->asked_for.calls);
    state.counters["calls"] = calls;
    return calls;
}

/// A rescan that is chosen by itself still needs the first scan.
Scanned& known_on(store::Dialect dialect) {
    Scanned& scanned = scanned_on(dialect);
    if (!scanned.is_known) scanned.server.discover();
    scanned.is_known = true;
    return scanned;
}

/// Nothing changed, a moment later: `xbound` is 1 when no call is spent that could be saved.
void rescan_unchanged(benchmark::State& state, store::Dialect dialect) {
    Scanned& scanned = known_on(dialect);
    for (auto _ : state) {
        const auto calls = rescan(state, scanned);
        if (!calls) return;
        state.counters["xbound"] = *calls / static_cast<double>(scanned.estate.calls_of_a_rescan());
    }
}

/// Nothing changed, a day later, when details are old enough to be looked at again: `xrotation` is the
/// calls beyond the bound as a share of what the rotation may spend.
void rescan_after_a_day(benchmark::State& state, store::Dialect dialect) {
    Scanned& scanned = known_on(dialect);
    scanned.server.clock.put_forward(25h);
    for (auto _ : state) {
        const auto calls = rescan(state, scanned);
        if (!calls) return;
        state.counters["xrotation"] = (*calls - static_cast<double>(scanned.estate.calls_of_a_rescan())) /
                                      static_cast<double>(scanned.estate.calls_of_the_rotation());
    }
}

/// Lists the whole estate into the database as a sweep does, and takes its details for known.
void sweep_in(Installation& server, const inventory::AccountId& id, const Estate& estate) {
    const auto account = server.database->read(
        [&](store::Connection& connection) { return server.accounts.get(connection, id.text()); });
    const auto client = server.database->read(
        [&](store::Connection& connection) { return server.access.client(connection, account); });
    for (const auto& [region, certificates] : estate.regions) {
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

/// A rescan without quotas and latency, which is then bound by this program, the sandbox and the wire between
/// them: time and memory for estates of two sizes. `own_us_a_certificate` is this program's processor time.
void rescan_without_quotas(benchmark::State& state, store::Dialect dialect, std::size_t certificates) {
    const Sandbox sandbox{{.certificates = certificates, .quotas = false}};
    Installation server{dialect, 0};
    sweep_in(server, server.add_account("demo", sandbox.url()), Estate{sandbox.regions()});
    server.discover();  // learns regions and search
    for (auto _ : state) {
        const Expenses expenses{sandbox};
        const auto run = server.discover();
        expenses.tell(state);
        if (!is_good(state, run, certificates)) return;
        const double took = seconds_between(run.started_at, *run.finished_at);
        state.SetIterationTime(took);
        const auto for_each = [&](double all) { return all / static_cast<double>(certificates); };
        state.counters["us_a_certificate"] = for_each(took * 1e6);
        state.counters["own_us_a_certificate"] = for_each(state.counters["processor_s"] * 1e6);
        state.counters["bytes_a_certificate"] = for_each(state.counters["peak_MiB"] * 1024 * 1024);
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
