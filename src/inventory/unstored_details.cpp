#include "inventory/unstored_details.hpp"

#include "base/error.hpp"

#include <utility>

namespace certwright::inventory {
namespace {

/// Where quotas are raised; at ACM's own a second brings ten.
constexpr std::size_t most_unstored = 50;

}  // namespace

void UnstoredDetails::add(const DetailTask& task, Details details) {
    const bool due = progress_.detail_done();
    std::vector<Told> batch;
    {
        const std::scoped_lock lock{mutex_};
        told_.push_back({task.id, task.arn, std::move(details)});
        if (!due && told_.size() < most_unstored) return;
        batch.swap(told_);
    }
    store(batch);
}

void UnstoredDetails::store() {
    std::vector<Told> batch;
    {
        const std::scoped_lock lock{mutex_};
        batch.swap(told_);
    }
    if (!batch.empty()) store(batch);
}

void UnstoredDetails::store(const std::vector<Told>& batch) {
    try {
        database_.write([&](store::Transaction& tx) {
            for (const Told& told : batch)
                keep_details(tx, told.id, told.details, progress_.run().text(), clock_.now());
            progress_.save(tx);
        });
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
        // One of them cannot be read, and must not take the others with it.
        for (const Told& told : batch) store_alone(told);
    }
}

void UnstoredDetails::store_alone(const Told& told) {
    try {
        database_.write([&](store::Transaction& tx) {
            keep_details(tx, told.id, told.details, progress_.run().text(), clock_.now());
        });
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
        progress_.note(told.arn + ": " + error.message());
        database_.write([&](store::Transaction& tx) { keep_detail_failure(tx, told.id, error.message()); });
    }
}

}  // namespace certwright::inventory
