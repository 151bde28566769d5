#pragma once

#include "base/time.hpp"
#include "sandbox/world/account.hpp"

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace certwright::sandbox {

/// What accounts were like some seconds ago, for stale reads: a copy of an account, with the one region that
/// was called, from just before each write to it. Copies are made only while a plan has stale reads, and an
/// eighth of the lag apart, so that memory stays bounded; what happens between two of them is seen that much
/// earlier. By the machine's clock. Thread-safe.
class PastStates {
  public:
    /// Before the account is written to, with the world locked alone; `lag` is how far back reads may ask.
    void keep(Account& account, const std::string& region, Time now, Duration lag);
    /// The state at that time; nullptr when nothing was written since, or too long ago.
    std::shared_ptr<Account> at(const std::string& account_id, const std::string& region, Time then) const;
    void clear();

  private:
    struct Copy {
        Time until;  ///< when the write came that made it the past
        std::shared_ptr<Account> account;
    };
    mutable std::mutex mutex_;
    std::map<std::string, std::deque<Copy>, std::less<>> copies_;  ///< by account and region, oldest first
};

}  // namespace certwright::sandbox
