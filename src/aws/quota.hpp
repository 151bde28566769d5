#pragma once

#include "base/clock.hpp"

#include <memory>
#include <stop_token>
#include <string>

namespace certwright::aws {

/// One token bucket per account, region and operation, shared by everything in the process. Starts at
/// the rate AWS publishes (aws/quota.cpp has the table), gives way after ThrottlingException, comes back
/// quickly to a little below the rate that was refused, and slowly beyond it. Thread-safe.
class QuotaBook {
  public:
    /// `scale` multiplies every published rate, for emulators and raised quotas.
    explicit QuotaBook(Clock& clock, double scale = 1.0);
    ~QuotaBook();

    /// Waits for this call's turn; false when `stop` fired or the turn would come after `deadline`.
    bool acquire(const std::string& account, const std::string& region, const std::string& operation,
                 Time deadline, std::stop_token stop);
    /// The call whose turn came went out at `at`, perhaps later than its turn: a connection had to be made,
    /// or the machine was busy. AWS counts from then.
    void sent(const std::string& account, const std::string& region, const std::string& operation, Time at);
    void throttled(const std::string& account, const std::string& region, const std::string& operation);
    void succeeded(const std::string& account, const std::string& region, const std::string& operation);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace certwright::aws
