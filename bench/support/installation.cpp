#include "bench/support/installation.hpp"

#include "bench/support/sandbox.hpp"
#include "store/migrator.hpp"

#include <thread>

namespace certwright::bench {

std::string name_of(store::Dialect dialect) {
    return dialect == store::Dialect::sqlite ? "sqlite" : "postgresql";
}

MigratedDatabase::MigratedDatabase(store::Dialect dialect)
    : fresh(dialect), database(store::Database::open(fresh.url())) {
    store::migrate(*database, store::embedded_migrations());
}

Installation::Installation(store::Dialect dialect, double quota_scale)
    : MigratedDatabase(dialect), quotas(clock, quota_scale > 0 ? quota_scale : 1e6) {}

inventory::AccountId Installation::add_account(const std::string& name, const std::string& endpoint_url) {
    inventory::AccountSettings settings;
    settings.name = name;
    settings.credential.method = inventory::CredentialMethod::access_key;
    settings.credential.access_key_id = Sandbox::access_key_id;
    settings.endpoint_url = endpoint_url;
    inventory::CredentialSecrets secrets;
    secrets.secret_access_key.emplace(std::string{Sandbox::secret});
    return database->write(
        [&](store::Transaction& transaction) { return accounts.add(transaction, settings, secrets, {}); });
}

inventory::DiscoveryRun Installation::discover() {
    jobs::WorkerOptions options;
    options.lanes = {{std::string{inventory::discovery_lane}, 64}};
    jobs::Worker worker{*database, queue, clock, metrics, options};
    worker.add(account_scan);
    worker.add(region_scan);
    worker.add(iam_scan);
    worker.start();
    const auto id =
        database->write([&](store::Transaction& transaction) { return runs.start(transaction, {}, {}); });
    for (;;) {
        auto run = database->read([&](store::Connection& connection) { return runs.get(connection, id); });
        if (run.state != inventory::RunState::running) return run;
        std::this_thread::sleep_for(20ms);
    }
}

}  // namespace certwright::bench
