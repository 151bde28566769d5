#pragma once

#include "base/clock.hpp"
#include "lifecycle/renewals.hpp"
#include "store/database.hpp"

#include <thread>

namespace certwright::app {

/// At the start and once a minute begins the automatic renewals that are due.
class RenewalWatch {
  public:
    RenewalWatch(store::Database& database, lifecycle::Renewals& renewals, Clock& clock);

  private:
    void look();

    store::Database& database_;
    lifecycle::Renewals& renewals_;
    Clock& clock_;
    std::jthread thread_;
};

}  // namespace certwright::app
