#pragma once

#include "audit/log.hpp"
#include "inventory/access.hpp"
#include "inventory/account_scan.hpp"
#include "inventory/certificate_detail.hpp"
#include "inventory/certificate_list.hpp"
#include "inventory/iam_scan.hpp"
#include "inventory/region_scan.hpp"
#include "jobs/worker.hpp"
#include "support/database.hpp"
#include "support/fake_aws.hpp"
#include "support/temp_directory.hpp"
#include "vault/local_key_wrapper.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace certwright::inventory {
using test::FakeAws;

/// A server's discovery on a real database, with AWS played by FakeAws.
struct DiscoveryTest : test::MigratedDatabaseTest {
    SystemClock clock;
    Metrics metrics;
    audit::Log log{clock};
    test::TempDirectory keys;
    vault::LocalKeyWrapper wrapper{vault::KeyFile{keys.path() / "master.key"},
                                   vault::LocalKeyWrapper::IfMissing::create};
    vault::Vault vault{wrapper, clock};
    FakeAws aws;
    aws::QuotaBook quotas{clock, 1000};
    jobs::Queue queue{*database, clock};
    Accounts accounts{vault, log, clock};
    Access access{accounts, aws, quotas, clock, metrics};
    DiscoveryRuns runs{accounts, queue, log, clock};
    AccountScan account_scan{*database, accounts, runs, queue, access, clock};
    RegionScan region_scan{*database, accounts, runs, access, clock};
    IamScan iam_scan{*database, accounts, runs, access, clock};
    AccountId account = add_account("demo");

    AccountId add_account(const std::string& name) {
        AccountSettings settings;
        settings.name = name;
        settings.credential.method = CredentialMethod::access_key;
        settings.credential.access_key_id = "AKIAEXAMPLE";
        CredentialSecrets secrets;
        secrets.secret_access_key.emplace(std::string{"secret"});
        return database->write([&](store::Transaction& transaction) {
            return accounts.add(transaction, settings, secrets, {});
        });
    }

    std::unique_ptr<jobs::Worker> start_worker() {
        jobs::WorkerOptions options;
        options.lanes = {{"discovery", 8}};
        options.lease = 60s;  // no test waits for its end, and a busy machine must not bring it about
        options.heartbeat = 1s;
        options.poll = 50ms;
        auto worker = std::make_unique<jobs::Worker>(*database, queue, clock, metrics, options);
        worker->add(account_scan);
        worker->add(region_scan);
        worker->add(iam_scan);
        worker->start();
        return worker;
    }

    RunId start(bool full = false) {
        RunRequest request;
        request.full = full;
        return database->write(
            [&](store::Transaction& transaction) { return runs.start(transaction, request, {}); });
    }

    DiscoveryRun run_of(const RunId& id) {
        return database->read([&](store::Connection& connection) { return runs.get(connection, id); });
    }

    DiscoveryRun wait_for(const RunId& id) {
        for (int i = 0; i < 1200; ++i) {
            auto run = run_of(id);
            if (run.state != RunState::running) return run;
            std::this_thread::sleep_for(50ms);
        }
        ADD_FAILURE() << "the run did not end within a minute";
        return run_of(id);
    }

    DiscoveryRun discover(bool full = false) {
        const auto worker = start_worker();
        return wait_for(start(full));
    }

    std::vector<AwsCertificate> certificates(
        const std::vector<std::pair<std::string, std::string>>& filter = {}) {
        return database->read([&](store::Connection& connection) {
            return list_certificates(connection, {connection, CertificateFilter::parse(filter), clock.now()},
                                     {}, std::nullopt, 100000)
                .rows;
        });
    }

    static const RunScope& scope(const DiscoveryRun& run, const std::string& region) {
        for (const RunScope& one : run.scopes)
            if (one.region == region && one.service == "acm") return one;
        throw std::runtime_error{"no scope " + region};
    }

    std::vector<HistoryEntry> history(const std::string& id) {
        return database->read(
            [&](store::Connection& connection) { return list_history(connection, id, "", 100); });
    }
};

}  // namespace certwright::inventory
