#pragma once

#include "base/clock.hpp"
#include "sandbox/world/settings.hpp"

#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace certwright::sandbox {

/// Requests per second by account, region and operation: one token bucket each, as large as a second's worth
/// (ACM user guide "Quotas", AWS Private CA endpoints and quotas). By the machine's clock: whoever calls
/// waits by it too. Thread-safe.
class Throttle {
  public:
    Throttle(const Settings& settings, const Clock& machine) : settings_(settings), machine_(machine) {}

    /// False: over the rate.
    bool admit(const std::string& account, const std::string& region, std::string_view service,
               std::string_view operation);

  private:
    struct Bucket {
        double tokens;
        Time at;
    };
    const Settings& settings_;
    const Clock& machine_;
    std::mutex mutex_;
    std::map<std::string, Bucket, std::less<>> buckets_;
};

/// The published rate; nullopt where AWS publishes none.
std::optional<double> published_rate(std::string_view service, std::string_view operation);

}  // namespace certwright::sandbox
