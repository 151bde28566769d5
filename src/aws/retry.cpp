#include "aws/retry.hpp"

#include <algorithm>
#include <charconv>

namespace certwright::aws {

namespace {

constexpr int most_tries = 3;
constexpr int retry_cost = 5;
constexpr int timeout_retry_cost = 10;

/// min(1 s · 2^doublings, 20 s)
Duration ceiling(int doublings) {
    return std::min<Duration>(std::chrono::seconds{1 << std::clamp(doublings, 0, 5)}, 20s);
}

Duration part_of(Duration span, double share) {
    return Duration{static_cast<Duration::rep>(static_cast<double>(span.count()) * share)};
}

std::optional<long> number_in(const net::Headers& headers, std::string_view name) {
    const auto text = headers.find(name);
    if (!text) return std::nullopt;
    long number = 0;
    const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
    // A day: nobody waits longer, and no arithmetic overflows.
    if (problem != std::errc{} || end != text->data() + text->size() || number < 0 || number > 86'400'000)
        return std::nullopt;
    return number;
}

/// How many tries this ending allows in all.
int tries_allowed(const Try& last) {
    switch (last.kind) {
        case FailureKind::service:
            // Any 5xx may have done the work: 503 says that it was turned away, but also where a proxy says
            // it.
            return last.idempotent ? most_tries : 1;
        case FailureKind::unreachable:
            if (!last.transient || (last.sent && !last.idempotent)) return 1;
            return most_tries;
        case FailureKind::malformed:
            return last.http_status >= 500 && last.idempotent ? 2 : 1;
        case FailureKind::throttled:
        case FailureKind::access_denied:
        case FailureKind::credentials:
        case FailureKind::region_disabled:
        case FailureKind::unknown_operation:
        case FailureKind::not_found:
        case FailureKind::conflict:
        case FailureKind::quota:
        case FailureKind::invalid:
        case FailureKind::cancelled:
            return 1;
    }
    return 1;
}

}  // namespace

std::optional<Retry> plan_retry(const Try& last, double chance) {
    const Duration asked = last.retry_after.value_or(0s);
    if (last.kind == FailureKind::throttled) {
        // At least half of the span: the bucket has just been found too fast.
        const Duration span = ceiling(last.throttles - 1);
        return Retry{std::max(part_of(span, 0.5 + chance / 2), asked), 0};
    }
    if (last.number >= tries_allowed(last)) return std::nullopt;
    return Retry{std::max(part_of(ceiling(last.number - 1), chance), asked),
                 last.timed_out ? timeout_retry_cost : retry_cost};
}

std::optional<Duration> retry_after_of(const net::Headers& headers) {
    if (const auto milliseconds = number_in(headers, "x-amz-retry-after"))
        return std::chrono::milliseconds{*milliseconds};
    if (const auto seconds = number_in(headers, "Retry-After")) return std::chrono::seconds{*seconds};
    return std::nullopt;
}

bool RetryTokens::take(int cost) {
    const std::scoped_lock lock{mutex_};
    if (left_ < cost) return false;
    left_ -= cost;
    return true;
}

void RetryTokens::give_back(int cost) {
    const std::scoped_lock lock{mutex_};
    left_ = std::min(capacity, left_ + std::max(cost, 1));
}

int RetryTokens::left() const {
    const std::scoped_lock lock{mutex_};
    return left_;
}

}  // namespace certwright::aws
