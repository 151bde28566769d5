#include "inventory/account_scan.hpp"

#include "aws/account_services.hpp"
#include "aws/acm.hpp"
#include "base/error.hpp"

#include <algorithm>
#include <set>

namespace certwright::inventory {
namespace {

/// Regions are enabled by hand, rarely: asked again after a day.
constexpr Duration regions_stay_known = 24h;
/// AWS brings new operations to old regions: asked again after a week, by a full scan.
constexpr Duration search_stays_known = 7 * 24h;

constexpr std::string_view select_regions =
    "SELECT region FROM account_regions WHERE account = $1 AND enabled AND region <> 'aws-global' ORDER BY "
    "region";
constexpr std::string_view upsert_region = R"(
    INSERT INTO account_regions (account, region, enabled) VALUES ($1, $2, $3)
    ON CONFLICT (account, region) DO UPDATE SET enabled = excluded.enabled)";
constexpr std::string_view note_regions = "UPDATE accounts SET regions_asked_at = $2 WHERE id = $1";

/// Asking again soon may be answered.
bool may_pass(aws::FailureKind kind) {
    return kind == aws::FailureKind::throttled || kind == aws::FailureKind::unreachable ||
           kind == aws::FailureKind::malformed || kind == aws::FailureKind::service;
}

}  // namespace

struct AccountScan::Regions {
    std::vector<std::string> scanned;   ///< to be scanned by this run
    std::vector<std::string> disabled;  ///< asked for by name, but not enabled
};

AccountScan::AccountScan(store::Database& database, Accounts& accounts, DiscoveryRuns& runs,
                         jobs::Queue& queue, Access& access, Clock& clock)
    : database_(database), accounts_(accounts), runs_(runs), queue_(queue), access_(access), clock_(clock) {}

void AccountScan::run(jobs::Run& job) {
    const DiscoveryArguments arguments = parse_discovery_arguments(job.job());
    ScopeProgress progress{database_, runs_, clock_, job, global_region, "account"};
    if (progress.is_over()) return;
    const auto [account, wanted] = database_.read([&](store::Connection& connection) {
        return std::pair{accounts_.get(connection, arguments.account.text()),
                         runs_.get(connection, arguments.run)};
    });
    database_.write([&](store::Transaction& tx) { progress.enter(tx, ScopeState::sweeping); });

    const auto client = database_.read([&, &for_account = account](store::Connection& connection) {
        return access_.client(connection, for_account);
    });
    const aws::CallContext context{job.stop(), &progress.ledger()};
    const auto identity = aws::get_caller_identity(*client, context);
    if (!identity) {
        if (job.stop().stop_requested()) throw Error{Fault::unavailable, "interrupted"};
        database_.write([&, &failed = account](store::Transaction& tx) {
            accounts_.keep_outcome(tx, failed.id, identity.failure().text());
            progress.fail(tx, identity.failure());
        });
        return;
    }
    refuse_duplicate(account, identity->account_id);
    const std::vector<std::string>& only = wanted.regions.empty() ? account.settings.regions : wanted.regions;
    Regions regions = enabled_regions(account, *client, context, progress, wanted.full, only);
    if (!only.empty()) {
        std::vector<std::string> chosen;
        for (const std::string& region : only) {
            const bool enabled =
                std::find(regions.scanned.begin(), regions.scanned.end(), region) != regions.scanned.end();
            (enabled ? chosen : regions.disabled).push_back(region);
        }
        regions.scanned = std::move(chosen);
    }
    if (!regions.scanned.empty())
        learn_search(account, *client, context, regions.scanned.front(), wanted.full);
    if (job.stop().stop_requested()) throw Error{Fault::unavailable, "interrupted"};

    database_.write([&, &scanned = account](store::Transaction& tx) {
        accounts_.keep_identity(tx, scanned.id, identity->account_id, identity->arn);
        accounts_.keep_outcome(tx, scanned.id, "");
        RunScope scope;
        scope.account = scanned.id;
        scope.account_name = scanned.settings.name;
        scope.service = "acm";
        for (const std::string& region : regions.scanned) {
            scope.region = region;
            runs_.add_scope(tx, progress.run(), scope);
            queue_.enqueue(
                tx, discovery_job(region_job, {progress.run(), scanned.id, region}, job.job().requested_by));
        }
        for (const std::string& region : regions.disabled) {
            RunScope off = scope;
            off.region = region;
            runs_.add_scope(tx, progress.run(), off);
            off.state = ScopeState::region_disabled;
            off.finished_at = clock_.now();
            runs_.keep_scope(tx, progress.run(), off);
        }
        scope.service = "iam";
        scope.region = global_region;
        runs_.add_scope(tx, progress.run(), scope);
        queue_.enqueue(tx, discovery_job(iam_job, {progress.run(), scanned.id, ""}, job.job().requested_by));
        progress.complete(tx, std::to_string(regions.scanned.size()) + " regions to scan");
    });
}

void AccountScan::on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) {
    abandon_scope(transaction, runs_, clock_, job, global_region, "account", why);
}

AccountScan::Regions AccountScan::enabled_regions(const Account& account, aws::Client& client,
                                                  const aws::CallContext& context, ScopeProgress& progress,
                                                  bool full, const std::vector<std::string>& named) {
    Regions regions;
    const bool known =
        account.regions_asked_at && clock_.now() - *account.regions_asked_at < regions_stay_known;
    if (known && !full) {
        regions.scanned = database_.read([&](store::Connection& connection) {
            return connection.list(select_regions, {account.id},
                                   [](const store::Row& row) { return row.text(0); });
        });
        const std::set<std::string> wanted(named.begin(), named.end());
        // Whoever names a region that was off may just have enabled it.
        if (std::includes(regions.scanned.begin(), regions.scanned.end(), wanted.begin(), wanted.end()))
            return regions;
        regions.scanned.clear();
    }
    std::vector<std::string> off;
    const auto asked = aws::describe_regions(client, context);
    if (context.stop.stop_requested()) throw Error{Fault::unavailable, "interrupted"};
    if (asked) {
        for (const aws::Region& region : *asked)
            (region.enabled() ? regions.scanned : off).push_back(region.name);
    } else {
        regions.scanned = aws::known_regions(account.settings.partition);
        progress.note("could not ask which regions are enabled (" + asked.failure().code +
                      "), so all known regions are tried; allow ec2:DescribeRegions to save calls");
    }
    std::sort(regions.scanned.begin(), regions.scanned.end());
    database_.write([&](store::Transaction& tx) {
        for (const std::string& region : regions.scanned)
            tx->execute(upsert_region, {account.id, region, true});
        for (const std::string& region : off) tx->execute(upsert_region, {account.id, region, false});
        if (asked || !may_pass(asked.failure().kind)) tx->execute(note_regions, {account.id, clock_.now()});
    });
    return regions;
}

void AccountScan::learn_search(const Account& account, aws::Client& client, const aws::CallContext& context,
                               const std::string& region, bool full) {
    const bool stale =
        full && account.search_learned_at && clock_.now() - *account.search_learned_at > search_stays_known;
    if (account.search != SearchSupport::unknown && !stale) return;
    const auto page = aws::acm::search_certificates(client, region, "", 1, context);
    if (!page && !aws::acm::says_search_is_absent(page.failure().kind)) return;
    database_.write([&](store::Transaction& tx) {
        accounts_.keep_search_support(tx, account.id,
                                      page ? SearchSupport::available : SearchSupport::unavailable);
    });
}

/// Two entries for one AWS account would list each of its certificates twice.
void AccountScan::refuse_duplicate(const Account& account, const std::string& aws_account_id) const {
    const auto others =
        database_.read([&](store::Connection& connection) { return accounts_.list(connection); });
    for (const Account& other : others)
        if (other.id != account.id && other.aws_account_id == aws_account_id && other.settings.enabled &&
            other.settings.endpoint_url == account.settings.endpoint_url &&
            other.created_at < account.created_at)
            throw Error{
                Fault::invalid,
                "AWS account " + aws_account_id + " is scanned already as '" + other.settings.name + "'",
                "remove or disable one of the two"};
}

}  // namespace certwright::inventory
