#include "inventory/scope_progress.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace certwright::inventory {

ScopeProgress::ScopeProgress(store::Database& database, DiscoveryRuns& runs, Clock& clock, jobs::Run& job,
                             const std::string& region, const std::string& service)
    : runs_(runs),
      clock_(clock),
      job_(job),
      run_(parse_discovery_arguments(job.job()).run),
      written_at_(clock.now()) {
    const AccountId account = parse_discovery_arguments(job.job()).account;
    auto scope = database.read([&](store::Connection& connection) {
        return runs_.find_scope(connection, run_, account, region, service);
    });
    if (!scope) throw Error{Fault::not_found, "discovery run " + run_.text() + " has no part for " + region};
    scope_ = std::move(*scope);
    calls_before_ = scope_.calls;
    was_begun_ = scope_.started_at.has_value();
    was_listed_ = scope_.state == ScopeState::detailing;
    if (!scope_.started_at) scope_.started_at = clock_.now();
}

void ScopeProgress::enter(store::Transaction& transaction, ScopeState state) {
    const std::scoped_lock lock{mutex_};
    scope_.state = state;
    write(transaction);
}

void ScopeProgress::keep_sweep(store::Transaction& transaction, const SweepCounts& counts) {
    const std::scoped_lock lock{mutex_};
    scope_.found = counts.found;
    scope_.fresh = counts.fresh;
    scope_.changed = counts.changed;
    scope_.missing = counts.missing;
    scope_.unchanged = counts.unchanged;
    write(transaction);
}

void ScopeProgress::expect_details(store::Transaction& transaction, std::int64_t pending) {
    const std::scoped_lock lock{mutex_};
    scope_.state = ScopeState::detailing;
    // What an interrupted attempt did already is done; the rest is what still waits.
    scope_.details_pending = scope_.details_done + pending;
    write(transaction);
}

bool ScopeProgress::detail_done() {
    const std::scoped_lock lock{mutex_};
    ++scope_.details_done;
    if (clock_.now() - written_at_ < 1s) return false;
    written_at_ = clock_.now();
    return true;
}

void ScopeProgress::note(const std::string& text) {
    const std::scoped_lock lock{mutex_};
    if (std::find(scope_.notes.begin(), scope_.notes.end(), text) == scope_.notes.end())
        scope_.notes.push_back(text);
}

void ScopeProgress::save(store::Transaction& transaction) {
    const std::scoped_lock lock{mutex_};
    write(transaction);
}

void ScopeProgress::complete(store::Transaction& transaction, std::string outcome) {
    finish(transaction, ScopeState::completed, std::move(outcome));
}

void ScopeProgress::fail(store::Transaction& transaction, const aws::Failure& failure) {
    fail(transaction,
         ScopeError{failure.code.empty() ? std::string{aws::to_string(failure.kind)} : failure.code,
                    failure.message, failure.service + ":" + failure.operation, hint_for(failure)});
}

void ScopeProgress::fail(store::Transaction& transaction, const ScopeError& error) {
    {
        const std::scoped_lock lock{mutex_};
        scope_.error = error;
    }
    finish(transaction, ScopeState::failed, "failed: " + error.code + ": " + error.message);
}

void ScopeProgress::region_disabled(store::Transaction& transaction) {
    finish(transaction, ScopeState::region_disabled, "the account has not enabled this region");
}

void ScopeProgress::finish(store::Transaction& transaction, ScopeState state, std::string outcome) {
    {
        const std::scoped_lock lock{mutex_};
        scope_.state = state;
        scope_.finished_at = clock_.now();
        write(transaction);
    }
    job_.complete(transaction, std::move(outcome));
}

void ScopeProgress::write(store::Transaction& transaction) {
    scope_.calls = calls_before_;
    add(scope_.calls, ledger_.by_operation());
    runs_.keep_scope(transaction, run_, scope_);
}

void abandon_scope(store::Transaction& transaction, DiscoveryRuns& runs, Clock& clock, const jobs::Job& job,
                   const std::string& region, const std::string& service, std::string_view why) {
    const DiscoveryArguments arguments = parse_discovery_arguments(job);
    auto scope = runs.find_scope(transaction, arguments.run, arguments.account, region, service);
    if (!scope || is_final(scope->state)) return;
    const bool cancelled = job.cancel_requested || job.state == jobs::JobState::cancelled;
    scope->state = cancelled ? ScopeState::cancelled : ScopeState::failed;
    if (!cancelled) scope->error = ScopeError{"JobFailed", std::string{why}, std::string{job.kind}, ""};
    scope->finished_at = clock.now();
    runs.keep_scope(transaction, arguments.run, *scope);
}

std::string hint_for(const aws::Failure& failure) {
    switch (failure.kind) {
        case aws::FailureKind::access_denied:
            return "allow " + failure.service + ":" + failure.operation +
                   " in the account's policy; the account's page has one ready to copy";
        case aws::FailureKind::credentials:
            return "check the access key, its secret, the session token's age and this machine's clock; AWS "
                   "says "
                   "the same of a region that the account has not enabled, or that there is not";
        case aws::FailureKind::unreachable:
            return "check the endpoint, the proxy and the network between this server and AWS";
        case aws::FailureKind::malformed:
            return "something other than AWS answered: check the endpoint URL and any proxy in between";
        case aws::FailureKind::throttled:
            return "other software uses up the request quota; run again later";
        case aws::FailureKind::service:
            return "AWS reports a fault of its own; run again later";
        case aws::FailureKind::unknown_operation:
            return "this endpoint does not offer the operation";
        case aws::FailureKind::region_disabled:
            return "enable the region in the AWS account, or leave it out";
        case aws::FailureKind::not_found:
        case aws::FailureKind::conflict:
        case aws::FailureKind::quota:
        case aws::FailureKind::invalid:
        case aws::FailureKind::cancelled:
            return "";
    }
    return "";
}

}  // namespace certwright::inventory
