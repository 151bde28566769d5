#pragma once

#include "base/clock.hpp"
#include "inventory/rediscovery.hpp"
#include "lifecycle/renewals.hpp"
#include "store/database.hpp"

#include <functional>
#include <string_view>
#include <thread>

namespace certwright::app {

/// At the start and once a minute begins what is due: automatic renewals, and discoveries of accounts whose
/// last one is a while ago.
class DueWatch {
  public:
    /// `rediscovery` is null where accounts are discovered by hand alone.
    DueWatch(store::Database& database, lifecycle::Renewals& renewals, inventory::Rediscovery* rediscovery,
             Clock& clock);

  private:
    void look();
    /// One failing does not keep the other from being begun.
    void attempt(std::string_view what, const std::function<void(store::Transaction&)>& begin);

    store::Database& database_;
    lifecycle::Renewals& renewals_;
    inventory::Rediscovery* rediscovery_;
    Clock& clock_;
    std::jthread thread_;
};

}  // namespace certwright::app
