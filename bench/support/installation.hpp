#pragma once

#include "audit/log.hpp"
#include "bench/support/shifted_clock.hpp"
#include "inventory/access.hpp"
#include "inventory/account_scan.hpp"
#include "inventory/discovery_runs.hpp"
#include "inventory/iam_scan.hpp"
#include "inventory/region_scan.hpp"
#include "jobs/worker.hpp"
#include "net/transport.hpp"
#include "support/database.hpp"
#include "support/temp_directory.hpp"
#include "vault/local_key_wrapper.hpp"

#include <memory>
#include <string>

namespace certwright::bench {

std::string name_of(store::Dialect dialect);

/// A database with Certwright's schema, as a server opens it.
struct MigratedDatabase {
    explicit MigratedDatabase(store::Dialect dialect);
    test::FreshDatabase fresh;
    std::unique_ptr<store::Database> database;
};

/// What app/application.cpp composes for discovery, as a server has it.
struct Installation : MigratedDatabase {
    /// `quota_scale` multiplies the rates that AWS publishes; 0 leaves it without.
    Installation(store::Dialect dialect, double quota_scale);

    /// With the sandbox's access key; `endpoint_url` is the sandbox's.
    inventory::AccountId add_account(const std::string& name, const std::string& endpoint_url = "");
    /// Runs a discovery to its end, with as many threads as a server has by default.
    inventory::DiscoveryRun discover();

    ShiftedClock clock;
    Metrics metrics;
    audit::Log log{clock};
    test::TempDirectory keys;
    vault::LocalKeyWrapper wrapper{vault::KeyFile{keys.path() / "master.key"},
                                   vault::LocalKeyWrapper::IfMissing::create};
    vault::Vault vault{wrapper, clock};
    std::unique_ptr<net::Transport> transport = net::make_curl_transport();
    aws::QuotaBook quotas;
    jobs::Queue queue{*database, clock};
    inventory::Accounts accounts{vault, log, clock};
    inventory::Access access{accounts, *transport, quotas, clock, metrics};
    inventory::DiscoveryRuns runs{accounts, queue, log, clock};
    inventory::AccountScan account_scan{*database, accounts, runs, queue, access, clock};
    inventory::RegionScan region_scan{*database, accounts, runs, access, clock};
    inventory::IamScan iam_scan{*database, accounts, runs, access, clock};
};

}  // namespace certwright::bench
