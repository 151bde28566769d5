#include "http/rate_limit.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace certwright::http {

namespace {
constexpr std::size_t most_keys = 10'000;
}

void RateLimit::take(const std::string& key) {
    const Time now = clock_.now();
    const std::scoped_lock lock{mutex_};
    if (buckets_.size() >= most_keys && !buckets_.contains(key)) make_room(now);
    Bucket& bucket = buckets_.try_emplace(key, Bucket{rate_.burst, now}).first->second;
    refill(bucket, now);
    if (bucket.tokens < 1) {
        const auto delay = std::chrono::duration<double>{(1 - bucket.tokens) / rate_.per_second};
        throw Error{Fault::rate_limited, "too many requests", "wait as long as Retry-After says"}
            .with_retry_after(std::chrono::ceil<std::chrono::milliseconds>(delay));
    }
    bucket.tokens -= 1;
}

void RateLimit::give_back(const std::string& key) {
    const std::scoped_lock lock{mutex_};
    const auto found = buckets_.find(key);
    if (found != buckets_.end()) found->second.tokens = std::min(rate_.burst, found->second.tokens + 1);
}

void RateLimit::refill(Bucket& bucket, Time now) const {
    const auto passed = std::chrono::duration<double>{std::max(Duration::zero(), now - bucket.at)};
    bucket.tokens = std::min(rate_.burst, bucket.tokens + passed.count() * rate_.per_second);
    bucket.at = now;
}

void RateLimit::make_room(Time now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        Bucket bucket = entry.second;
        refill(bucket, now);
        return bucket.tokens >= rate_.burst;
    });
    // Ten thousand clients that all spent something lately: start over rather than grow.
    if (buckets_.size() >= most_keys) buckets_.clear();
}

}  // namespace certwright::http
