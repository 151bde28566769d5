#include "inventory/detail_scan.hpp"

#include "aws/account_services.hpp"
#include "base/error.hpp"
#include "inventory/lanes.hpp"

#include <algorithm>
#include <utility>

namespace certwright::inventory {
namespace {

/// Calls in flight for one region: enough to reach the quota of ten a second over a slow line.
constexpr std::size_t detail_lanes = 4;
/// ResourceARNList of tag:GetResources holds at most 100.
constexpr std::size_t tags_a_call = 100;

/// Broken connections, and each call's own retries, so many times one after the other: then there is nobody.
constexpr int unreachable_in_a_row = 4;

/// The next call would fail the same way.
bool is_lasting(const aws::Failure& failure) {
    switch (failure.kind) {
        case aws::FailureKind::access_denied:
        case aws::FailureKind::credentials:
        case aws::FailureKind::region_disabled:
        case aws::FailureKind::unknown_operation:
            return true;
        case aws::FailureKind::unreachable:
        case aws::FailureKind::not_found:
        case aws::FailureKind::conflict:
        case aws::FailureKind::quota:
        case aws::FailureKind::throttled:
        case aws::FailureKind::invalid:
        case aws::FailureKind::malformed:
        case aws::FailureKind::service:
        case aws::FailureKind::cancelled:
            return false;
    }
    return false;
}

/// Only then is there a certificate to get; before, ACM answers RequestInProgressException.
bool has_certificate(const std::string& status) {
    return status != "PENDING_VALIDATION" && status != "VALIDATION_TIMED_OUT" && status != "FAILED";
}

}  // namespace

std::optional<aws::Failure> DetailScan::run(const std::vector<DetailTask>& tasks) {
    const std::stop_callback forward{context_.stop, [this] { stop_.request_stop(); }};
    for (std::size_t begin = 0; begin < tasks.size() && !stop_.stop_requested(); begin += tags_a_call) {
        const std::vector<DetailTask> batch(
            tasks.begin() + static_cast<std::ptrdiff_t>(begin),
            tasks.begin() + static_cast<std::ptrdiff_t>(std::min(begin + tags_a_call, tasks.size())));
        const auto tags = tags_in_bulk(batch);
        run_in_lanes(batch.size(), detail_lanes, stop_.get_token(),
                     [&](std::size_t index) { one(batch[index], tags); });
    }
    unstored_.store();
    if (context_.stop.stop_requested()) throw Error{Fault::unavailable, "interrupted"};
    return fatal_;
}

void DetailScan::one(const DetailTask& task,
                     const std::optional<std::map<std::string, aws::acm::Tags>>& tags) {
    const Time asked_at = clock_.now();
    const auto described = aws::acm::describe_certificate(client_, scope_.region, task.arn, context_);
    if (context_.stop.stop_requested()) return;
    if (!described) {
        // Where one call said that going on is pointless, the others' failures tell nothing more; but what
        // they were told is kept.
        if (!stop_.stop_requested()) keep_failure(task, described.failure());
        return;
    }
    unreachable_ = 0;
    Details details{*described, std::nullopt, std::nullopt, std::nullopt, asked_at};
    add_certificate(task, details);
    details.tags = tags_of(task, tags);
    if (context_.stop.stop_requested()) return;
    unstored_.add(task, std::move(details));
}

void DetailScan::add_certificate(const DetailTask& task, Details& details) {
    if (!task.pem_stale || certificate_refused_ || !has_certificate(details.described->status)) return;
    auto pem = aws::acm::get_certificate(client_, scope_.region, task.arn, context_);
    if (pem) {
        details.pem = std::move(*pem);
        return;
    }
    const aws::FailureKind kind = pem.failure().kind;
    if (kind == aws::FailureKind::access_denied) certificate_refused_ = true;
    details.lacks_pem = kind != aws::FailureKind::access_denied;
    if (kind != aws::FailureKind::conflict && kind != aws::FailureKind::cancelled)
        progress_.note(pem.failure().text());
}

std::optional<aws::acm::Tags> DetailScan::tags_of(
    const DetailTask& task, const std::optional<std::map<std::string, aws::acm::Tags>>& tags) {
    if (tags) {
        const auto found = tags->find(task.arn);
        return found == tags->end() ? aws::acm::Tags{} : found->second;
    }
    if (tags_refused_) return std::nullopt;
    auto listed = aws::acm::list_tags(client_, scope_.region, task.arn, context_);
    if (listed) return *listed;
    if (listed.failure().kind == aws::FailureKind::access_denied) tags_refused_ = true;
    if (listed.failure().kind != aws::FailureKind::cancelled) progress_.note(listed.failure().text());
    return std::nullopt;
}

std::optional<std::map<std::string, aws::acm::Tags>> DetailScan::tags_in_bulk(
    const std::vector<DetailTask>& tasks) {
    if (bulk_tags_refused_) return std::nullopt;
    std::vector<std::string> arns;
    for (const DetailTask& task : tasks) arns.push_back(task.arn);
    auto tags = aws::get_resource_tags(client_, scope_.region, arns, context_);
    if (tags) return *tags;
    // Then each certificate is asked for its own tags: dearer, and needs another permission.
    bulk_tags_refused_ = true;
    return std::nullopt;
}

void DetailScan::keep_failure(const DetailTask& task, const aws::Failure& failure) {
    if (failure.kind == aws::FailureKind::not_found) {
        progress_.detail_done();
        database_.write([&](store::Transaction& tx) {
            keep_vanished(tx, task.id, progress_.run().text(), clock_.now());
        });
        return;
    }
    database_.write([&](store::Transaction& tx) { keep_detail_failure(tx, task.id, failure.text()); });
    // A line that breaks once in a hundred times breaks all three tries of one certificate in a million, and
    // that must not cost a large region the others.
    const bool is_unreachable = failure.kind == aws::FailureKind::unreachable;
    if (is_lasting(failure) || (is_unreachable && ++unreachable_ >= unreachable_in_a_row))
        stop_for(failure);
    else
        progress_.note(failure.text());
}

void DetailScan::stop_for(const aws::Failure& failure) {
    const std::scoped_lock lock{mutex_};
    if (!fatal_) fatal_ = failure;
    stop_.request_stop();
}

}  // namespace certwright::inventory
