#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace certwright::aws {

struct CallCounts {
    std::int64_t calls = 0;  ///< requests sent, first tries and retries alike
    std::int64_t retries = 0;
    std::int64_t throttles = 0;  ///< answers that said "Rate exceeded"
    std::int64_t failures = 0;   ///< calls that ended in a Failure
};

/// Counts what one piece of work costs, by operation ("acm:ListCertificates"). Thread-safe.
class CallLedger {
  public:
    void add(const std::string& operation, const CallCounts& counts);
    std::map<std::string, CallCounts> by_operation() const;

  private:
    mutable std::mutex mutex_;
    std::map<std::string, CallCounts> counts_;
};

}  // namespace certwright::aws
