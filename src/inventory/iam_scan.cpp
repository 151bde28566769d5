#include "inventory/iam_scan.hpp"

#include "aws/iam.hpp"
#include "base/error.hpp"
#include "inventory/lanes.hpp"

namespace certwright::inventory {
namespace {

constexpr std::size_t fetch_lanes = 4;
constexpr std::size_t iam_batch_size = 100;

}  // namespace

IamScan::IamScan(store::Database& database, Accounts& accounts, DiscoveryRuns& runs, Access& access,
                 Clock& clock)
    : database_(database), accounts_(accounts), runs_(runs), access_(access), clock_(clock) {}

void IamScan::run(jobs::Run& job) {
    const DiscoveryArguments arguments = parse_discovery_arguments(job.job());
    ScopeProgress progress{database_, runs_, clock_, job, global_region, "iam"};
    if (progress.is_over()) return;
    const auto [client, full] = database_.read([&](store::Connection& connection) {
        const Account account = accounts_.get(connection, arguments.account.text());
        return std::pair{access_.client(connection, account), runs_.get(connection, arguments.run).full};
    });
    database_.write([&](store::Transaction& tx) { progress.enter(tx, ScopeState::sweeping); });

    const Scope scope{arguments.account, global_region, "iam"};
    const aws::CallContext context{job.stop(), &progress.ledger()};
    Sweep sweep{scope, arguments.run.text(), clock_.now()};
    std::string marker;
    do {
        const auto page = aws::iam::list_server_certificates(*client, marker, context);
        if (job.stop().stop_requested()) throw Error{Fault::unavailable, "interrupted"};
        if (!page) {
            database_.write([&](store::Transaction& tx) { progress.fail(tx, page.failure()); });
            return;
        }
        std::vector<ListRow> rows;
        for (const auto& certificate : page->rows) rows.push_back(to_list_row(certificate, clock_.now()));
        sweep.accept(database_.write([&](store::Transaction& tx) {
            Sweep::Page kept = sweep.keep_page(tx, rows, clock_.now());
            SweepCounts counts = sweep.counts();
            progress.keep_sweep(tx, counts += kept.counts);
            return kept;
        }));
        if (!marker.empty() && page->marker == marker) {
            database_.write([&](store::Transaction& tx) {
                progress.fail(tx, aws::repeated_page("iam", "ListServerCertificates", ""));
            });
            return;
        }
        marker = page->marker;
    } while (!marker.empty());

    database_.write([&, &is_full = full](store::Transaction& tx) {
        const auto attempt = progress.was_begun() ? Sweep::Attempt::resumed : Sweep::Attempt::first;
        progress.keep_sweep(tx, sweep.finish(tx, clock_.now(), attempt));
        if (is_full && !progress.was_listed()) renew_all_details(tx, scope);
        progress.expect_details(tx, count_pending_details(tx, scope));
    });
    std::string after;
    for (;;) {
        const auto tasks = database_.read([&](store::Connection& connection) {
            return pending_details(connection, scope, after, iam_batch_size);
        });
        if (tasks.empty()) break;
        run_in_lanes(tasks.size(), fetch_lanes, job.stop(), [&, &aws_client = client](std::size_t index) {
            fetch(*aws_client, context, tasks[index], progress);
        });
        if (job.stop().stop_requested()) throw Error{Fault::unavailable, "interrupted"};
        after = tasks.back().id;
    }
    database_.write([&](store::Transaction& tx) { progress.complete(tx, "listed and fetched"); });
}

void IamScan::on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) {
    abandon_scope(transaction, runs_, clock_, job, global_region, "iam", why);
}

void IamScan::fetch(aws::Client& client, const aws::CallContext& context, const DetailTask& task,
                    ScopeProgress& progress) {
    const auto fetched = aws::iam::get_server_certificate(client, aws::iam::name_in_arn(task.arn), context);
    if (context.stop.stop_requested()) return;
    const bool due = progress.detail_done();
    const auto keep = [&](const auto& what) {
        database_.write([&](store::Transaction& tx) {
            what(tx);
            if (due) progress.save(tx);
        });
    };
    const auto keep_failure = [&](const std::string& why) {
        progress.note(why);
        keep([&](store::Transaction& tx) { keep_detail_failure(tx, task.id, why); });
    };
    const std::string& run = progress.run().text();
    if (!fetched && fetched.failure().kind != aws::FailureKind::not_found)
        return keep_failure(fetched.failure().text());
    try {
        keep([&](store::Transaction& tx) {
            if (!fetched) return keep_vanished(tx, task.id, run, clock_.now());
            keep_details(tx, task.id, {std::nullopt, fetched->metadata, fetched->pem, fetched->tags}, run,
                         clock_.now());
        });
    } catch (const Error& error) {
        // One that cannot be read must not take the others with it.
        if (error.fault() != Fault::invalid) throw;
        keep_failure(task.arn + ": " + error.message());
    }
}

}  // namespace certwright::inventory
