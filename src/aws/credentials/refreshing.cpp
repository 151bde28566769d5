#include "aws/credentials/refreshing.hpp"

#include "base/log.hpp"

#include <algorithm>
#include <random>

namespace certwright::aws {

namespace {

constexpr Duration advisory = 15min;
constexpr Duration mandatory = 10min;
constexpr Duration longest_jitter = 1min;
constexpr Duration pause_after_failure = 30s;

Duration jitter(Duration longest) {
    thread_local std::minstd_rand engine{std::random_device{}()};
    return Duration{std::uniform_int_distribution<Duration::rep>{0, longest.count()}(engine)};
}

}  // namespace

Failure no_credentials(std::string message) {
    return {.kind = FailureKind::credentials,
            .service = "credentials",
            .operation = {},
            .region = {},
            .code = {},
            .message = std::move(message),
            .http_status = 0,
            .request_id = {}};
}

RefreshingCredentials::RefreshingCredentials(std::unique_ptr<CredentialsSource> source, Clock& clock)
    : source_(std::move(source)), clock_(clock) {}

RefreshingCredentials::Need RefreshingCredentials::need(Time now) const {
    if (!current_) return Need::now;
    if (!current_->expires_at || now < refresh_soon_at_) return Need::none;
    return now < refresh_now_at_ ? Need::soon : Need::now;
}

Outcome<std::shared_ptr<const Credentials>> RefreshingCredentials::get(std::stop_token stop) {
    std::unique_lock lock{mutex_};
    while (true) {
        const Need urgency = need(clock_.now());
        if (urgency == Need::none || (urgency == Need::soon && refreshing_)) return current_;
        if (!refreshing_) break;
        const std::uint64_t awaited = refreshes_ + 1;
        refreshed_.wait(lock, stop, [&] { return refreshes_ >= awaited; });
        if (stop.stop_requested()) {
            Failure cancelled = no_credentials("the call was cancelled");
            cancelled.kind = FailureKind::cancelled;
            return cancelled;
        }
        // Somebody else's cancellation is none of ours: look again, and refresh if need be.
        if (last_failure_ && last_failure_->kind != FailureKind::cancelled && !current_)
            return *last_failure_;
        if (last_failure_ && last_failure_->kind != FailureKind::cancelled) return current_;
    }
    refreshing_ = true;
    lock.unlock();
    Outcome<Credentials> fetched = no_credentials("the source gave no answer");
    try {
        fetched = source_->fetch(stop);
    } catch (...) {
        // Waiters must not wait for a refresh that is no longer under way.
        lock.lock();
        keep(std::move(fetched));
        throw;
    }
    lock.lock();
    keep(std::move(fetched));
    if (current_) return current_;
    return *last_failure_;
}

void RefreshingCredentials::keep(Outcome<Credentials> fetched) {
    const Time now = clock_.now();
    refreshing_ = false;
    ++refreshes_;
    last_failure_.reset();
    if (fetched) {
        current_ = std::make_shared<const Credentials>(std::move(*fetched));
        if (current_->expires_at) {
            const Duration life = std::max<Duration>(*current_->expires_at - now, 0s);
            refresh_soon_at_ = *current_->expires_at - std::min(advisory, life / 4) -
                               jitter(std::min(longest_jitter, life / 20));
            refresh_now_at_ = *current_->expires_at - std::min(mandatory, life / 6);
        }
    } else {
        last_failure_ = fetched.failure();
        const bool still_good = current_ && current_->expires_at && now < *current_->expires_at;
        if (!still_good) current_.reset();
        // Both wait: what is at hand serves until it really expires.
        refresh_soon_at_ = now + pause_after_failure;
        if (still_good) refresh_now_at_ = std::min(*current_->expires_at, now + pause_after_failure);
        if (last_failure_->kind != FailureKind::cancelled)
            log::warn("cannot refresh the credentials of an AWS account",
                      {{"reason", last_failure_->text()}, {"still_good", still_good}});
    }
    refreshed_.notify_all();
}

void RefreshingCredentials::invalidate(const Credentials& rejected) {
    const std::scoped_lock lock{mutex_};
    // Somebody may have refreshed them in the meantime.
    if (current_ && current_->access_key_id == rejected.access_key_id &&
        current_->session_token.reveal() == rejected.session_token.reveal())
        current_.reset();
}

}  // namespace certwright::aws
