#pragma once

#include "base/clock.hpp"
#include "http/events.hpp"
#include "inventory/discovery_runs.hpp"
#include "jobs/queue.hpp"
#include "net/http_message.hpp"
#include "store/database.hpp"

#include <memory>

namespace certwright::http {

/// Tells browsers how discovery runs and jobs go. They are worked on by every server process on the
/// database, so one thread looks there twice a second, but only while somebody watches.
class RunFeed {
  public:
    RunFeed(store::Database& database, inventory::DiscoveryRuns& runs, jobs::Queue& queue, EventHub& hub,
            Clock& clock);
    ~RunFeed();

    /// A stream of that run: `run` and `scope` events for what changed, then `end`.
    std::shared_ptr<net::EventStream> follow(const inventory::RunId& id);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace certwright::http
