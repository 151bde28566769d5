#pragma once

#include "base/error.hpp"
#include "base/time.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace certwright::store {

/// Lends up to `limit` connections, opened when first needed and kept for the next borrower; the
/// one used last goes out first, because its statements and pages are warm. One that is not
/// `usable()` any more is closed instead of lent. Thread-safe.
template <class Connected>
class Pool {
  public:
    using Open = std::function<std::unique_ptr<Connected>()>;

    Pool(std::size_t limit, Duration wait, Open open) : limit_(limit), wait_(wait), open_(std::move(open)) {}

    class Lease {
      public:
        Lease(Pool& pool, std::unique_ptr<Connected> lent) : pool_(pool), lent_(std::move(lent)) {}
        ~Lease() { give_back(); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        Connected& operator*() const noexcept { return *lent_; }
        Connected* operator->() const noexcept { return lent_.get(); }
        /// Ends the lease early.
        void give_back() noexcept {
            if (lent_) pool_.give_back(std::move(lent_));
        }

      private:
        Pool& pool_;
        std::unique_ptr<Connected> lent_;
    };

    /// Throws Fault::unavailable when none comes back in time.
    Lease take() {
        {
            std::unique_lock lock{mutex_};
            if (!returned_.wait_for(lock, wait_, [&] { return lent_ < limit_; })) {
                throw Error{Fault::unavailable, "all connections to the database are in use",
                            "try again; if this lasts, give the database more connections"};
            }
            ++lent_;
            while (!idle_.empty()) {
                auto warm = std::move(idle_.back());
                idle_.pop_back();
                if (warm->usable()) return Lease{*this, std::move(warm)};
            }
        }
        try {
            return Lease{*this, open_()};
        } catch (...) {
            give_back(nullptr);
            throw;
        }
    }

  private:
    void give_back(std::unique_ptr<Connected> lent) noexcept {
        const std::scoped_lock lock{mutex_};
        --lent_;
        if (lent) idle_.push_back(std::move(lent));
        returned_.notify_one();
    }

    const std::size_t limit_;
    const Duration wait_;
    const Open open_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::size_t lent_ = 0;
    std::vector<std::unique_ptr<Connected>> idle_;
};

}  // namespace certwright::store
