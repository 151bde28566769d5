#pragma once

#include "auth/sessions.hpp"
#include "base/clock.hpp"
#include "jobs/queue.hpp"
#include "store/database.hpp"

#include <thread>

namespace certwright::app {

/// Once an hour removes what nobody needs any more: sessions that are over, jobs that finished a month
/// ago. (Idempotency-Keys that ran out go with the next one that comes.)
class Housekeeping {
  public:
    Housekeeping(store::Database& database, jobs::Queue& queue, auth::Sessions& sessions, Clock& clock);

  private:
    void sweep();

    store::Database& database_;
    jobs::Queue& queue_;
    auth::Sessions& sessions_;
    Clock& clock_;
    std::jthread thread_;
};

}  // namespace certwright::app
