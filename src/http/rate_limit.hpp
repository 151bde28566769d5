#pragma once

#include "base/clock.hpp"

#include <mutex>
#include <string>
#include <unordered_map>

namespace certwright::http {

/// A token bucket for each key: `burst` at once, then `per_second`. Keeps at most 10,000 keys; when
/// there are more, the full buckets are forgotten first (they hold nothing worth keeping). Thread-safe.
class RateLimit {
  public:
    struct Rate {
        double per_second;
        double burst;
    };
    RateLimit(const Clock& clock, Rate rate) : clock_(clock), rate_(rate) {}

    /// Throws Fault::rate_limited, telling when to come back, when the key's bucket is empty.
    void take(const std::string& key);
    /// Undoes one take().
    void give_back(const std::string& key);

  private:
    struct Bucket {
        double tokens;
        Time at;
    };
    void refill(Bucket& bucket, Time now) const;
    void make_room(Time now);

    const Clock& clock_;
    const Rate rate_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace certwright::http
