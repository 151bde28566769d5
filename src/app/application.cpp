#include "app/application.hpp"

#include "app/due_watch.hpp"
#include "app/foundation.hpp"
#include "app/housekeeping.hpp"
#include "app/version.hpp"
#include "auth/api_tokens.hpp"
#include "auth/authenticator.hpp"
#include "auth/setup_code.hpp"
#include "auth/sign_in.hpp"
#include "base/embedded.hpp"
#include "http/authentication.hpp"
#include "http/events.hpp"
#include "http/router.hpp"
#include "http/routes/about.hpp"
#include "http/routes/accounts.hpp"
#include "http/routes/audit_events.hpp"
#include "http/routes/aws_certificates.hpp"
#include "http/routes/checks.hpp"
#include "http/routes/deployments.hpp"
#include "http/routes/discovery_runs.hpp"
#include "http/routes/events.hpp"
#include "http/routes/groups.hpp"
#include "http/routes/health.hpp"
#include "http/routes/jobs.hpp"
#include "http/routes/making.hpp"
#include "http/routes/me.hpp"
#include "http/routes/openapi.hpp"
#include "http/routes/repository.hpp"
#include "http/routes/session.hpp"
#include "http/routes/setup.hpp"
#include "http/routes/sync_states.hpp"
#include "http/routes/tokens.hpp"
#include "http/routes/users.hpp"
#include "http/routes/version_content.hpp"
#include "http/run_feed.hpp"
#include "http/static_files.hpp"
#include "inventory/account_scan.hpp"
#include "inventory/iam_scan.hpp"
#include "inventory/region_scan.hpp"
#include "jobs/worker.hpp"
#include "lifecycle/chain_run.hpp"
#include "lifecycle/deployment_run.hpp"
#include "lifecycle/issued_chains_run.hpp"
#include "lifecycle/renewal_run.hpp"
#include "lifecycle/superseded_deletion_run.hpp"
#include "lifecycle/superseded_look.hpp"
#include "lifecycle/sync_states.hpp"
#include "net/http_server.hpp"

#include <condition_variable>
#include <mutex>

namespace certwright {
std::vector<EmbeddedFile> embedded_web();
}

namespace certwright::app {
namespace {

net::ServerOptions server_options(const Settings& settings) {
    net::ServerOptions options;
    options.address = settings.listen_host();
    options.port = settings.listen_port();
    options.behind_proxy = settings.behind_proxy;
    options.workers = settings.request_workers;
    if (!settings.tls_certificate.empty())
        options.tls = net::TlsFiles{settings.tls_certificate, settings.tls_private_key};
    return options;
}

http::RouterOptions router_options(const Settings& settings) {
    http::RouterOptions options;
    options.local_names_only = settings.is_loopback() && !settings.behind_proxy;
    return options;
}

jobs::WorkerOptions worker_options(const Settings& settings) {
    jobs::WorkerOptions options;
    options.lanes = {{"default", settings.job_workers},
                     {std::string{inventory::discovery_lane}, settings.discovery_workers},
                     {std::string{lifecycle::deployment_lane}, settings.deployment_workers}};
    return options;
}

std::vector<std::string> lane_names(const Settings& settings) {
    std::vector<std::string> names;
    for (const auto& [name, threads] : worker_options(settings).lanes) names.push_back(name);
    return names;
}

std::string url_of(const Settings& settings, std::uint16_t port) {
    const std::string host = settings.listen_host();
    const bool is_v6 = host.find(':') != std::string::npos;
    return (settings.tls_certificate.empty() ? "http://" : "https://") + (is_v6 ? "[" + host + "]" : host) +
           ":" + std::to_string(port);
}

/// What AWS serves is compared with the repository whenever one of them changes. What is deployed follows
/// renewals, and keeps its certificate and account from being removed.
void connect(lifecycle::Repository& repository, inventory::Accounts& accounts,
             lifecycle::Deployments& deployments, lifecycle::SyncStates& sync_states,
             inventory::DiscoveryRuns& runs) {
    const auto refresh = [&](store::Transaction& transaction, const lifecycle::CertificateId& certificate) {
        sync_states.refresh(transaction, certificate);
    };
    repository.on_changed(refresh);
    deployments.on_moved(refresh);
    runs.on_scope_over([&](store::Transaction& transaction, const inventory::RunScope& scope) {
        if (scope.service == "account" || !scope.started_at) return;  // no certificate was looked at
        sync_states.refresh(transaction, scope);
    });
    repository.on_renewed([&](store::Transaction& transaction, const lifecycle::Certificate& certificate) {
        deployments.follow(transaction, certificate);
    });
    repository.on_supplied([&](store::Transaction& transaction, const lifecycle::Certificate& certificate) {
        deployments.follow_supply(transaction, certificate);
    });
    repository.before_removal(
        [&](store::Transaction& transaction, const lifecycle::Certificate& certificate) {
            deployments.release(transaction, certificate);
        });
    accounts.before_removal([&](store::Transaction& transaction, const inventory::Account& account) {
        deployments.release(transaction, account);
    });
}

void wait_for(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock{mutex};
    stopped.wait(lock, stop, [] { return false; });
}

}  // namespace

// Everything that lives as long as the server, in the order in which it depends on each other;
// the scope's end takes it down in reverse.
void serve(const Settings& settings, std::stop_token stop,
           const std::function<void(const Announcement&)>& announce) {
    check_exposure(settings);
    Metrics metrics;                            // numbers for Prometheus
    Foundation foundation{settings, &metrics};  // data directory, database, audit log, vault
    Clock& clock = foundation.clock();
    store::Database& database = foundation.database();
    audit::Log& log = foundation.log();

    auth::Passwords passwords;                                 // rules and hashing
    auth::Users users{log, clock};                             // who may sign in
    auth::Sessions sessions{log, clock};                       // browsers that did
    auth::ApiTokens tokens{log, clock};                        // programs that may
    auth::SetupCode setup_code{users, passwords, log, clock};  // the very first sign-in
    auth::SignIn sign_in{database, users, passwords, sessions, log, clock};
    auth::Authenticator authenticator{database, users, sessions, tokens, clock};

    jobs::Queue queue{database, clock};                      // background work, durable
    const auto transport = net::make_curl_transport();       // the way out
    aws::QuotaBook quotas{clock, settings.aws_quota_scale};  // AWS's request rates
    inventory::Accounts accounts{foundation.vault(), log, clock};
    inventory::Access access{accounts, *transport, quotas, clock, metrics};
    inventory::DiscoveryRuns runs{accounts, queue, log, clock};
    lifecycle::PrivateKeys keys{foundation.vault(), clock};
    lifecycle::Repository repository{keys, log, clock};                 // what users own
    lifecycle::Deployments deployments{queue, log, clock};              // and where it is served
    lifecycle::SupersededDeletions deletions{deployments, queue, log};  // and was, before
    lifecycle::SyncStates sync_states{log, clock};  // whether AWS serves what the repository holds
    connect(repository, accounts, deployments, sync_states, runs);
    lifecycle::Groups groups{log, clock};                     // what of it belongs together
    lifecycle::Requests requests{keys, log, clock};           // what waits for other authorities
    lifecycle::IssuedCertificates issued{log, clock};         // what ours signed
    lifecycle::RevocationLists revocation_lists{log, clock};  // and took back
    lifecycle::Maker maker{repository, keys, requests, issued, clock};
    lifecycle::Renewals renewals{queue, log, clock};             // when they are due
    lifecycle::ChainCompletions completions{queue, log, clock};  // issuers that are looked for
    const lifecycle::IssuerFetch issuer_fetch{*transport,
                                              {settings.fetch_issuers, settings.fetch_issuers_from_private}};
    repository.on_authority(
        [&](store::Transaction& transaction, const x509::Certificate& authority,
            const inventory::Actor& actor) { completions.begin_issued(transaction, authority, actor); });
    if (settings.fetch_issuers)
        repository.on_chainless(
            [&](store::Transaction& transaction, const lifecycle::Certificate& certificate,
                const inventory::Actor& actor) { completions.begin(transaction, certificate, actor); });

    inventory::AccountScan account_scan{database, accounts, runs, queue, access, clock};
    inventory::RegionScan region_scan{database, accounts, runs, access, clock};
    inventory::IamScan iam_scan{database, accounts, runs, access, clock};
    lifecycle::DeploymentRun deployment_run{
        {database, deployments, repository, keys, deletions, clock}, accounts, access};
    lifecycle::SupersededDeletionRun deletion_run{database, deployments, deletions, accounts, access, clock};
    lifecycle::RenewalRun renewal_run{database, repository, maker, renewals};
    lifecycle::ChainRun chain_run{database, repository, completions, issuer_fetch};
    lifecycle::IssuedChainsRun issued_chains_run{database, repository};
    jobs::Worker worker{database, queue, clock, metrics, worker_options(settings)};
    worker.add(account_scan);
    worker.add(region_scan);
    worker.add(iam_scan);
    worker.add(deployment_run);
    worker.add(deletion_run);
    worker.add(renewal_run);
    worker.add(chain_run);
    worker.add(issued_chains_run);

    lifecycle::AccountLimits limits{clock};  // AWS's quotas
    lifecycle::DeploymentPlan plan{database, deployments, keys,
                                   access,   limits,      clock};  // what deploying would do
    lifecycle::SupersededLook superseded{database, access};        // and deleting what it left
    http::EventHub events;                                         // news for browsers
    http::RunFeed run_feed{database, runs, queue, events, clock};  // discovery and jobs, live
    http::Idempotency idempotency{database, clock};                // a repeated POST happens once
    http::Router router{http::identify_by(authenticator), idempotency, clock, metrics,
                        router_options(settings)};
    http::add_health_routes(router, {database, metrics, queue, lane_names(settings)});
    http::add_setup_routes(router, {database, setup_code, sessions});
    http::add_session_routes(router, {database, users, sessions, sign_in});
    http::add_me_routes(router, {sign_in});
    http::add_token_routes(router, {database, users, tokens});
    http::add_user_routes(router, {database, users, passwords});
    http::add_account_routes(router, {database, accounts, access});
    http::add_certificate_routes(router, {database, clock});
    const http::RepositoryPorts repository_ports{database, repository, requests, keys, log, clock};
    http::add_repository_routes(router, repository_ports);
    http::add_version_content_routes(router, {database, repository, clock});
    http::add_export_routes(router, repository_ports);
    http::add_group_routes(router, {database, repository, groups});
    http::add_check_routes(router, {database, repository, completions, clock});
    const http::MakingPorts making_ports{database, repository,       keys,  requests,
                                         issued,   revocation_lists, maker, clock};
    http::add_making_routes(router, making_ports);
    http::add_request_routes(router, making_ports);
    http::add_issued_routes(router, making_ports);
    http::add_revocation_routes(router, making_ports);
    const http::DeploymentPorts deployment_ports{database, accounts,   repository, keys, deployments,
                                                 plan,     superseded, deletions,  clock};
    http::add_deployment_routes(router, deployment_ports);
    http::add_superseded_routes(router, deployment_ports);
    http::add_sync_state_routes(router, {database, repository, requests, sync_states, clock});
    http::add_discovery_routes(router, {database, accounts, runs, run_feed, clock});
    http::add_job_routes(router, {database, queue, log});
    http::add_audit_event_routes(router, {database, log});
    http::add_event_routes(router, events);
    http::add_about_routes(
        router,
        {version(), commit(), database.dialect(), foundation.schema_version(), clock.now(), settings.sandbox},
        clock);
    http::add_openapi_routes(router, version());
    const http::StaticFiles web{embedded_web()};  // the user interface
    router.set_fallback([&](const net::ServerRequest& request) { return web.answer(request); });

    const Housekeeping housekeeping{database, queue, sessions, clock};
    std::optional<inventory::Rediscovery> rediscovery;
    if (settings.rediscover_after) rediscovery.emplace(runs, clock, *settings.rediscover_after);
    const DueWatch due_watch{database, renewals, rediscovery ? &*rediscovery : nullptr, clock};
    worker.start();
    net::HttpServer server{server_options(settings),
                           [&](const net::ServerRequest& request) { return router.answer(request); },
                           metrics};
    const auto code =
        database.write([&](store::Transaction& transaction) { return setup_code.issue(transaction); });
    announce({url_of(settings, server.port()), code.value_or("")});

    wait_for(stop);
    server.stop();
    worker.stop();
}

}  // namespace certwright::app
