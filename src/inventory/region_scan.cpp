#include "inventory/region_scan.hpp"

#include "aws/acm.hpp"
#include "base/error.hpp"
#include "inventory/detail_scan.hpp"

#include <algorithm>
#include <mutex>

namespace certwright::inventory {
namespace {

constexpr int rows_a_page = 1000;        // ListCertificates, MaxItems
constexpr int search_rows_a_page = 500;  // SearchCertificates, MaxResults
/// Fewer new certificates than this are described sooner than a search over the region would tell.
constexpr std::int64_t search_is_worth = 20;
constexpr std::size_t acm_batch_size = 400;

constexpr std::string_view select_search =
    "SELECT search, last_search_at FROM account_regions WHERE account = $1 AND region = $2";
constexpr std::string_view note_search =
    "UPDATE account_regions SET search = $3, last_search_at = $4 WHERE account = $1 AND region = $2";
constexpr std::string_view note_disabled = R"(
    INSERT INTO account_regions (account, region, enabled) VALUES ($1, $2, FALSE)
    ON CONFLICT (account, region) DO UPDATE SET enabled = FALSE)";

/// One region's scan, from the listing to the last detail.
class Scan {
  public:
    Scan(store::Database& database, Clock& clock, aws::Client& client, const aws::CallContext& context,
         Scope scope, ScopeProgress& progress, const Account& account, bool full, store::TurnLock& page_turn)
        : database_(database),
          clock_(clock),
          client_(client),
          context_(context),
          scope_(std::move(scope)),
          progress_(progress),
          account_(account),
          full_(full),
          page_turn_(page_turn) {}

    void run() {
        if (!sweep()) return;
        search();
        details();
    }

  private:
    void check_stop() const {
        if (context_.stop.stop_requested()) throw Error{Fault::unavailable, "interrupted"};
    }

    void give_up(const aws::Failure& failure) {
        check_stop();
        database_.write([&](store::Transaction& tx) {
            if (failure.kind != aws::FailureKind::region_disabled) return progress_.fail(tx, failure);
            tx->execute(note_disabled, {scope_.account, scope_.region});
            progress_.region_disabled(tx);
        });
    }

    /// To write a page. SQLite has one writer, for which everybody waits ten seconds at most: thirty regions
    /// that bring a thousand new rows at the same time would wait in vain, and keep others from it.
    std::unique_lock<store::TurnLock> take_turn() const {
        std::unique_lock turn{page_turn_, std::defer_lock};
        if (database_.dialect() != store::Dialect::sqlite) return turn;
        while (!turn.try_lock_for(100ms)) check_stop();
        return turn;
    }

    bool sweep() {
        database_.write([&](store::Transaction& tx) { progress_.enter(tx, ScopeState::sweeping); });
        Sweep sweep{scope_, progress_.run().text(), clock_.now()};
        std::string token;
        do {
            const auto page =
                aws::acm::list_certificates(client_, scope_.region, token, rows_a_page, context_);
            if (!page) {
                give_up(page.failure());
                return false;
            }
            std::vector<ListRow> rows;
            rows.reserve(page->rows.size());
            for (const auto& summary : page->rows) rows.push_back(to_list_row(summary));
            const auto turn = take_turn();
            sweep.accept(database_.write([&](store::Transaction& tx) {
                Sweep::Page kept = sweep.keep_page(tx, rows, clock_.now());
                SweepCounts counts = sweep.counts();
                progress_.keep_sweep(tx, counts += kept.counts);
                return kept;
            }));
            check_stop();
            if (!token.empty() && page->next_token == token) {
                give_up(aws::repeated_page("acm", "ListCertificates", scope_.region));
                return false;
            }
            token = page->next_token;
        } while (!token.empty());
        database_.write([&](store::Transaction& tx) {
            const auto attempt = progress_.was_begun() ? Sweep::Attempt::resumed : Sweep::Attempt::first;
            counts_ = sweep.finish(tx, clock_.now(), attempt);
            if (full_ && !progress_.was_listed()) renew_all_details(tx, scope_);
            progress_.keep_sweep(tx, counts_);
            progress_.expect_details(tx, count_pending_details(tx, scope_));
        });
        return true;
    }

    bool search_is_due() const {
        if (account_.search != SearchSupport::available || counts_.found < search_is_worth) return false;
        const auto state = database_.read([&](store::Connection& connection) {
            return connection.find(select_search, {scope_.account, scope_.region}, [](const store::Row& row) {
                return std::pair{row.text(0), row.optional_time(1)};
            });
        });
        if (!state || state->first == "unavailable") return false;
        const bool old = !state->second || clock_.now() - *state->second > Rotation{}.stays_fresh;
        return full_ || old || counts_.fresh + counts_.changed >= search_is_worth;
    }

    /// 500 rows a call tell serial, issuer, validation method and renewal before each is described.
    void search() {
        if (!search_is_due()) return;
        std::string token;
        do {
            const auto page =
                aws::acm::search_certificates(client_, scope_.region, token, search_rows_a_page, context_);
            check_stop();
            if (!page) {
                progress_.note("SearchCertificates did not help here: " + page.failure().code);
                if (aws::acm::says_search_is_absent(page.failure().kind)) note_search_state("unavailable");
                return;
            }
            ++search_calls_;
            database_.write([&](store::Transaction& tx) { keep_search_rows(tx, scope_, page->rows); });
            if (!token.empty() && page->next_token == token)
                return progress_.note(aws::repeated_page("acm", "SearchCertificates", scope_.region).text());
            token = page->next_token;
        } while (!token.empty());
        note_search_state("available");
    }

    void note_search_state(const char* state) {
        database_.write([&](store::Transaction& tx) {
            tx->execute(note_search, {scope_.account, scope_.region, state, clock_.now()});
        });
    }

    void details() {
        DetailScan scan{database_, clock_, client_, context_, scope_, progress_};
        const auto rotation = database_.read([&](store::Connection& connection) {
            return details_due(connection, scope_, clock_.now(), Rotation{}, counts_.found, search_calls_);
        });
        database_.write([&](store::Transaction& tx) {
            progress_.expect_details(
                tx, count_pending_details(tx, scope_) + static_cast<std::int64_t>(rotation.size()));
        });
        std::string after;
        for (;;) {
            const auto tasks = database_.read([&](store::Connection& connection) {
                return pending_details(connection, scope_, after, acm_batch_size);
            });
            if (tasks.empty()) break;
            if (const auto fatal = scan.run(tasks)) return give_up(*fatal);
            after = tasks.back().id;
        }
        if (const auto fatal = scan.run(rotation)) return give_up(*fatal);
        database_.write([&](store::Transaction& tx) {
            progress_.complete(tx, std::to_string(counts_.found) + " certificates");
        });
    }

    store::Database& database_;
    Clock& clock_;
    aws::Client& client_;
    const aws::CallContext& context_;
    Scope scope_;
    ScopeProgress& progress_;
    const Account& account_;
    bool full_;
    store::TurnLock& page_turn_;
    SweepCounts counts_;
    std::int64_t search_calls_ = 0;
};

}  // namespace

RegionScan::RegionScan(store::Database& database, Accounts& accounts, DiscoveryRuns& runs, Access& access,
                       Clock& clock)
    : database_(database), accounts_(accounts), runs_(runs), access_(access), clock_(clock) {}

void RegionScan::run(jobs::Run& job) {
    const DiscoveryArguments arguments = parse_discovery_arguments(job.job());
    ScopeProgress progress{database_, runs_, clock_, job, arguments.region, "acm"};
    if (progress.is_over()) return;
    const Account account = database_.read(
        [&](store::Connection& connection) { return accounts_.get(connection, arguments.account.text()); });
    const auto client =
        database_.read([&](store::Connection& connection) { return access_.client(connection, account); });
    const bool full = database_.read(
        [&](store::Connection& connection) { return runs_.get(connection, arguments.run).full; });
    const aws::CallContext context{job.stop(), &progress.ledger()};
    Scan{database_, clock_,  *client, context,   {arguments.account, arguments.region, "acm"},
         progress,  account, full,    page_turn_}
        .run();
}

void RegionScan::on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) {
    abandon_scope(transaction, runs_, clock_, job, parse_discovery_arguments(job).region, "acm", why);
}

}  // namespace certwright::inventory
