#pragma once

#include "http/events.hpp"
#include "http/router.hpp"
#include "inventory/accounts.hpp"
#include "inventory/discovery_runs.hpp"
#include "store/database.hpp"

namespace certwright::http {

class RunFeed;

struct DiscoveryPorts {
    store::Database& database;
    inventory::Accounts& accounts;
    inventory::DiscoveryRuns& runs;
    RunFeed& feed;
    Clock& clock;
};

/// Discovery runs: start, list, look at, follow, cancel.
void add_discovery_routes(Router& router, const DiscoveryPorts& ports);

}  // namespace certwright::http
