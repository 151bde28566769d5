#pragma once

#include "aws/credentials/source.hpp"
#include "base/clock.hpp"

#include <condition_variable>
#include <mutex>

namespace certwright::aws {

/// Keeps what a source gave until shortly before it expires.
///
/// 15 minutes ahead (and up to a minute more, so that many servers do not ask at once) one caller
/// refreshes while the others go on with the old credentials; 10 minutes ahead they wait for it.
/// Credentials that live shortly shrink both spans. While the old ones are good, a refresh that fails is
/// no failure; it is tried again after 30 seconds. Waiters share the result of one refresh, also its
/// failure.
class RefreshingCredentials final : public CredentialsProvider {
  public:
    /// `clock` must outlive the provider.
    RefreshingCredentials(std::unique_ptr<CredentialsSource> source, Clock& clock);

    Outcome<std::shared_ptr<const Credentials>> get(std::stop_token stop) override;
    void invalidate(const Credentials& rejected) override;

  private:
    enum class Need { none, soon, now };
    Need need(Time now) const;
    void keep(Outcome<Credentials> fetched);

    std::unique_ptr<CredentialsSource> source_;
    Clock& clock_;

    std::mutex mutex_;  ///< guards what follows
    std::condition_variable_any refreshed_;
    std::shared_ptr<const Credentials> current_;
    Time refresh_soon_at_{}, refresh_now_at_{};
    bool refreshing_ = false;
    std::uint64_t refreshes_ = 0;
    std::optional<Failure> last_failure_;
};

}  // namespace certwright::aws
