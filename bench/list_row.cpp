// List rows on their way in: from the bytes of a ListCertificates page to rows of the database.
#include "aws/acm_codec.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "bench/support/filled_inventory.hpp"
#include "bench/support/list_page.hpp"
#include "bench/support/python.hpp"
#include "bench/support/ratio.hpp"
#include "inventory/sweep.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <functional>

namespace certwright::bench {
namespace {

constexpr std::size_t rows_a_page = 1000;

const std::string& page() {
    static const std::string body = list_page("eu-west-1", 0, rows_a_page);
    return body;
}

void count_rows(benchmark::State& state) {
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * rows_a_page));
}

/// Decoding a page, against Boost.JSON making a tree of the same bytes and no more.
void decode_page(benchmark::State& state) {
    compare(
        state, "boost_json", [] { benchmark::DoNotOptimize(aws::acm::parse_list_page(page())); },
        [] { benchmark::DoNotOptimize(boost::json::parse(page())); });
    count_rows(state);
}
BENCHMARK(decode_page)->UseManualTime()->Unit(benchmark::kMillisecond);

/// The same against botocore, the parser under boto3 and the AWS CLI.
void decode_page_as_botocore(benchmark::State& state) {
    const test::TempDirectory directory;
    const auto path = directory.path() / "page.json";
    std::ofstream{path} << page();
    const double botocore = run_python("botocore_list_page.py", path.string());
    double own = 0;
    for (auto _ : state) {
        const double took = seconds_of([] { benchmark::DoNotOptimize(aws::acm::parse_list_page(page())); });
        own += took;
        state.SetIterationTime(took);
    }
    state.counters["xbotocore"] = own / static_cast<double>(state.iterations()) / botocore;
    count_rows(state);
}
BENCHMARK(decode_page_as_botocore)->UseManualTime()->Unit(benchmark::kMillisecond);

std::vector<inventory::ListRow> decoded() {
    return list_rows(page());
}

/// A table with the columns that a list row has and no index but its key: the least that keeping the
/// rows can cost. Every sweep below is measured against filling it.
class BareTable {
  public:
    explicit BareTable(store::Database& database) : database_(database) {
        database.with_exclusive([](store::Connection& connection) {
            connection.run_script(
                "CREATE TABLE bare (arn TEXT PRIMARY KEY, type TEXT, status TEXT, domain_name TEXT, names "
                "TEXT, "
                "key_algorithm TEXT, not_before BIGINT, not_after BIGINT)");
        });
        for (const inventory::ListRow& row : decoded())
            rows_.push_back({row.arn, row.type, row.status, row.domain_name,
                             boost::json::serialize(json::from_texts(row.names)), row.key_algorithm,
                             row.not_before, row.not_after});
    }

    double seconds_to_fill() {
        database_.write([](store::Transaction& transaction) { transaction->execute("DELETE FROM bare"); });
        return seconds_of([&] {
            database_.write([&](store::Transaction& transaction) {
                transaction->execute_each("INSERT INTO bare VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", rows_);
            });
        });
    }

  private:
    store::Database& database_;
    std::vector<store::Values> rows_;
};

/// One page into the database, by turns with filling the bare table. `prepare` brings the database to
/// where the page meets it.
void sweep_page(benchmark::State& state, store::Dialect dialect,
                const std::function<void(Installation&, const inventory::AccountId&)>& prepare,
                const std::vector<inventory::ListRow>& rows, const char* outcome,
                std::int64_t inventory::SweepCounts::*counted) {
    Installation server{dialect, 0};
    const auto account = server.add_account("demo");
    BareTable bare{*server.database};
    double own = 0, peer = 0;
    for (auto _ : state) {
        prepare(server, account);
        peer += bare.seconds_to_fill();
        inventory::SweepCounts counts;
        const double took = seconds_of([&] { counts = keep_page(server, account, "eu-west-1", rows); });
        if (counts.*counted != static_cast<std::int64_t>(rows.size())) {
            state.SkipWithError((std::string{"not every row was "} + outcome).c_str());
            return;
        }
        own += took;
        state.SetIterationTime(took);
    }
    state.counters["xbare_insert"] = own / peer;
    count_rows(state);
}

void forget_everything(Installation& server, const inventory::AccountId&) {
    server.database->write(
        [](store::Transaction& transaction) { transaction->execute("DELETE FROM aws_certificates"); });
}

void sweep_new_page(benchmark::State& state, store::Dialect dialect) {
    sweep_page(state, dialect, forget_everything, decoded(), "new", &inventory::SweepCounts::fresh);
}

void sweep_unchanged_page(benchmark::State& state, store::Dialect dialect) {
    const auto prepare = [](Installation& server, const inventory::AccountId& account) {
        keep_page(server, account, "eu-west-1", decoded());
    };
    sweep_page(state, dialect, prepare, decoded(), "unchanged", &inventory::SweepCounts::unchanged);
}

/// Every row is in use now and was not, or the other way round.
void sweep_changed_page(benchmark::State& state, store::Dialect dialect) {
    auto changed = decoded();
    for (inventory::ListRow& row : changed) row.in_use = !row.in_use.value_or(false);
    const auto prepare = [](Installation& server, const inventory::AccountId& account) {
        keep_page(server, account, "eu-west-1", decoded());
    };
    sweep_page(state, dialect, prepare, changed, "changed", &inventory::SweepCounts::changed);
}

#define ON_BOTH_DATABASES(name)                                                                              \
    BENCHMARK_CAPTURE(name, sqlite, store::Dialect::sqlite)->UseManualTime()->Unit(benchmark::kMillisecond); \
    BENCHMARK_CAPTURE(name, postgresql, store::Dialect::postgresql)                                          \
        ->UseManualTime()                                                                                    \
        ->Unit(benchmark::kMillisecond)
ON_BOTH_DATABASES(sweep_new_page);
ON_BOTH_DATABASES(sweep_unchanged_page);
ON_BOTH_DATABASES(sweep_changed_page);

}  // namespace
}  // namespace certwright::bench
