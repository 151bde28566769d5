#pragma once

#include "aws/failure.hpp"
#include "base/time.hpp"
#include "net/http_message.hpp"

#include <mutex>
#include <optional>

namespace certwright::aws {

/// How one try of a call ended, as far as repeating it is concerned.
struct Try {
    FailureKind kind = FailureKind::service;
    int number = 1;         ///< 1 for the first; tries that were throttled do not count
    int throttles = 0;      ///< tries that were throttled
    int http_status = 0;    ///< 0 when no answer came
    bool sent = true;       ///< the service may have seen the request
    bool transient = true;  ///< no answer came for a reason that may pass
    bool timed_out = false;
    bool idempotent = true;               ///< the call may be repeated after a lost answer
    std::optional<Duration> retry_after;  ///< what the answer asked for
};

struct Retry {
    Duration delay;
    int cost;  ///< of retry tokens
};

/// AWS's standard mode (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html):
/// three tries, waiting a random part of 1, 2, 4, … 20 seconds. Differences: throttled calls go on
/// until their deadline and cost no tokens, because half a listing is worth nothing; quotas
/// (LimitExceededException) are never retried; and an answer that is no AWS error is retried once.
/// `chance` is a random number in [0, 1). Absent: give up.
std::optional<Retry> plan_retry(const Try& last, double chance);

/// Retry-After (seconds; RFC 9110 section 10.2.3) or x-amz-retry-after (milliseconds).
std::optional<Duration> retry_after_of(const net::Headers& headers);

/// What keeps a client from multiplying an outage: retries take from a bucket of 500 tokens that
/// successes fill again. Thread-safe.
class RetryTokens {
  public:
    bool take(int cost);
    /// After a success: what its last retry cost, or 1 when it needed none.
    void give_back(int cost);
    int left() const;

  private:
    static constexpr int capacity = 500;
    mutable std::mutex mutex_;
    int left_ = capacity;
};

}  // namespace certwright::aws
