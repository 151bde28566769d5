#pragma once

#include "inventory/discovery_runs.hpp"

#include <optional>

namespace certwright::inventory {

/// Discovers accounts again when their last discovery is a while ago, so that what AWS renewed, or somebody
/// changed there, is noticed without anyone asking. The first discovery of an account is its users'.
class Rediscovery {
  public:
    Rediscovery(DiscoveryRuns& runs, Clock& clock, Duration after)
        : runs_(runs), clock_(clock), after_(after) {}

    /// One run of all enabled accounts that are due and are not being discovered; nothing when none is. Of
    /// several servers that look at the same time each begins the accounts that no other began.
    std::optional<RunId> begin_due(store::Transaction& transaction);

  private:
    DiscoveryRuns& runs_;
    Clock& clock_;
    Duration after_;
};

}  // namespace certwright::inventory
