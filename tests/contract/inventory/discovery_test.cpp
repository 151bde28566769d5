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

#include <mutex>
#include <set>
#include <thread>

namespace certwright::inventory {
namespace {

using test::FakeAws;

/// A server's discovery on a real database, with AWS played by FakeAws.
struct Discovery : test::MigratedDatabaseTest {
    SystemClock clock;
    Metrics metrics;
    audit::Log log{clock};
    test::TempDirectory keys;
    vault::LocalKeyWrapper wrapper{vault::KeyFile{keys.path() / "master.key"},
                                   vault::LocalKeyWrapper::IfMissing::create};
    vault::Vault vault{wrapper, clock};
    FakeAws aws{clock};
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
        options.lease = 2s;
        options.heartbeat = 200ms;
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
            return list_certificates(connection, CertificateFilter::parse(filter), {}, std::nullopt, 100000,
                                     clock.now())
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

TEST_P(Discovery, finds_every_key_type_over_pages_of_a_thousand) {
    aws.fill("eu-west-1", 2300);
    aws.fill("us-east-1", 3);
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(aws.calls()["acm:ListCertificates"], 3 + 1);
    const auto rows = certificates();
    std::set<std::string> arns;
    for (const AwsCertificate& row : rows) arns.insert(row.arn);
    EXPECT_EQ(rows.size(), 2303U);
    EXPECT_EQ(arns.size(), 2303U);
    EXPECT_EQ(scope(run, "eu-west-1").found, 2300);
    EXPECT_EQ(scope(run, "eu-west-1").fresh, 2300);
    EXPECT_EQ(certificates({{"type", "IMPORTED"}}).size(), 2303U);
    for (const AwsCertificate& row : rows) {
        EXPECT_EQ(row.details_state, "complete") << row.arn;
        EXPECT_EQ(row.fingerprint_sha256.size(), 64U) << row.arn;
    }
    ASSERT_TRUE(run.visible_at);
    EXPECT_LE(*run.visible_at, *run.finished_at);
}

TEST_P(Discovery, of_an_unchanged_estate_costs_one_call_for_each_started_thousand) {
    aws.fill("eu-west-1", 1001);
    aws.fill("us-east-1", 40);
    aws.fill("us-west-2", 0);
    ASSERT_EQ(discover().state, RunState::completed);
    aws.forget_calls();
    const DiscoveryRun run = discover();
    const std::map<std::string, std::int64_t> expected{
        {"acm:ListCertificates", 2 + 1 + 1}, {"iam:ListServerCertificates", 1}, {"sts:GetCallerIdentity", 1}};
    EXPECT_EQ(aws.calls(), expected);
    EXPECT_EQ(scope(run, "eu-west-1").unchanged, 1001);
    EXPECT_EQ(scope(run, "eu-west-1").fresh, 0);
    Calls reported;
    for (const RunScope& one : run.scopes) add(reported, one.calls);
    for (const auto& [operation, count] : expected) EXPECT_EQ(reported[operation].calls, count) << operation;
}

TEST_P(Discovery, a_day_later_spends_a_twentieth_of_the_certificates_on_what_rows_do_not_tell) {
    aws.fill("eu-west-1", 1000);
    ASSERT_EQ(discover().state, RunState::completed);
    const std::int64_t day = to_micros(Time{25h});
    database->write([&](store::Transaction& transaction) {
        transaction->execute("UPDATE aws_certificates SET described_at = described_at - $1", {day});
        transaction->execute("UPDATE account_regions SET last_search_at = last_search_at - $1", {day});
    });
    aws.forget_calls();
    ASSERT_EQ(discover().state, RunState::completed);
    const std::map<std::string, std::int64_t> expected{
        {"acm:ListCertificates", 1},  {"iam:ListServerCertificates", 1},
        {"sts:GetCallerIdentity", 1}, {"acm:SearchCertificates", 2},
        {"tagging:GetResources", 1},  {"acm:DescribeCertificate", 50 - 2 - 1}};
    EXPECT_EQ(aws.calls(), expected);
}

TEST_P(Discovery, tells_what_changed_vanished_and_came_back) {
    aws.fill("eu-west-1", 5);
    ASSERT_EQ(discover().state, RunState::completed);
    auto& list = aws.region("eu-west-1");
    list[0].in_use = true;
    list[1].not_before += std::chrono::days{60};
    list[1].not_after += std::chrono::days{60};
    list[1].number += 1000;
    const FakeAws::Certificate gone = list[4];
    list.pop_back();
    DiscoveryRun run = discover();
    EXPECT_EQ(scope(run, "eu-west-1").changed, 2);
    EXPECT_EQ(scope(run, "eu-west-1").missing, 1);
    EXPECT_EQ(scope(run, "eu-west-1").unchanged, 2);

    const auto missing = certificates({{"missing", "true"}});
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].arn, gone.arn);
    EXPECT_EQ(history(missing[0].id).front().kind, "missing");
    const auto renewed = certificates({{"name", "=" + list[1].domain_name}});
    ASSERT_EQ(renewed.size(), 1U);
    const auto entries = history(renewed[0].id);
    EXPECT_EQ(entries.back().kind, "found");
    EXPECT_EQ(entries.front().kind, "renewed");
    EXPECT_NE(entries.front().changes.find("fingerprint_sha256"), std::string::npos)
        << entries.front().changes;

    list.push_back(gone);
    run = discover();
    EXPECT_EQ(scope(run, "eu-west-1").changed, 1);
    EXPECT_TRUE(certificates({{"missing", "true"}}).empty());
    EXPECT_EQ(history(missing[0].id).front().kind, "reappeared");
}

TEST_P(Discovery, shows_one_failing_region_and_spoils_no_other) {
    aws.fill("eu-west-1", 4);
    aws.fill("us-east-1", 4);
    ASSERT_EQ(discover().state, RunState::completed);
    aws.intercept =
        [](const std::string& operation,
           const std::string& region) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation == "acm:ListCertificates" && region == "eu-west-1")
            return FakeAws::error(403, "AccessDeniedException",
                                  "an explicit deny in a service control policy");
        return std::nullopt;
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed_with_errors);
    ASSERT_TRUE(scope(run, "eu-west-1").error);
    EXPECT_EQ(scope(run, "eu-west-1").error->code, "AccessDeniedException");
    EXPECT_EQ(scope(run, "eu-west-1").error->message, "an explicit deny in a service control policy");
    EXPECT_EQ(scope(run, "us-east-1").state, ScopeState::completed);
    EXPECT_EQ(certificates({{"missing", "true"}}).size(), 0U) << "an error must never delete";
    EXPECT_EQ(certificates().size(), 8U);
}

TEST_P(Discovery, takes_half_a_listing_for_no_listing) {
    aws.fill("eu-west-1", 1500);
    ASSERT_EQ(discover().state, RunState::completed);
    std::atomic<int> pages = 0;
    aws.intercept =
        [&](const std::string& operation,
            const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation == "acm:ListCertificates" && ++pages == 2)
            return net::ClientResponse{
                200, {{"Content-Type", "application/x-amz-json-1.1"}}, "{\"CertificateSumm"};
        return std::nullopt;
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed_with_errors);
    EXPECT_EQ(scope(run, "eu-west-1").state, ScopeState::failed);
    EXPECT_TRUE(certificates({{"missing", "true"}}).empty());
}

TEST_P(Discovery, counts_a_region_that_is_off_as_no_error) {
    aws.fill("eu-west-1", 1);
    aws.fill("me-south-1", 1);
    aws.intercept =
        [](const std::string& operation,
           const std::string& region) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation.starts_with("acm:") && region == "me-south-1")
            return FakeAws::error(400, "UnrecognizedClientException",
                                  "The security token included in the request is invalid.");
        return std::nullopt;
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(scope(run, "me-south-1").state, ScopeState::region_disabled);
}

TEST_P(Discovery, asks_again_for_regions_when_one_is_named_that_was_off) {
    aws.fill("eu-west-1", 1);
    ASSERT_EQ(discover().state, RunState::completed);
    aws.fill("me-south-1", 1);
    const auto worker = start_worker();
    RunRequest request;
    request.regions = {"me-south-1"};
    const RunId id = database->write(
        [&](store::Transaction& transaction) { return runs.start(transaction, request, {}); });
    EXPECT_EQ(scope(wait_for(id), "me-south-1").state, ScopeState::completed);
}

TEST_P(Discovery, learns_once_that_search_is_not_there) {
    for (const auto kind :
         {FakeAws::Search::denied, FakeAws::Search::unknown_operation, FakeAws::Search::html_error}) {
        aws.search = kind;
        aws.regions().clear();
        aws.fill("eu-west-1", 60);
        aws.fill("us-east-1", 60);
        database->write([&](store::Transaction& transaction) {
            accounts.change(transaction, account, accounts.get(transaction, "demo").settings, {},
                            std::nullopt, {});
        });
        aws.forget_calls();
        ASSERT_EQ(discover().state, RunState::completed);
        const auto tried = aws.calls()["acm:SearchCertificates"];
        EXPECT_GE(tried, 1);
        EXPECT_LE(tried, 2) << "an HTML 500 may be tried once more";
        ASSERT_EQ(discover(true).state, RunState::completed);
        EXPECT_EQ(aws.calls()["acm:SearchCertificates"], tried);
    }
}

TEST_P(Discovery, takes_a_serial_without_colons_for_the_same_serial) {
    aws.fill("eu-west-1", 30);
    ASSERT_EQ(discover().state, RunState::completed);
    aws.forget_calls();
    database->write([](store::Transaction& transaction) {
        transaction->execute("UPDATE account_regions SET last_search_at = 0");  // so that a search is due
    });
    ASSERT_EQ(discover().state, RunState::completed);
    EXPECT_EQ(aws.calls()["acm:SearchCertificates"], 1);
    EXPECT_EQ(aws.calls()["acm:DescribeCertificate"], 0);
}

TEST_P(Discovery, completes_though_aws_says_again_and_again_that_the_rate_is_exceeded) {
    aws.fill("eu-west-1", 12);
    aws.fill("us-east-1", 12);
    std::mutex mutex;
    std::map<std::string, int> tries;
    std::int64_t refused = 0;
    aws.intercept =
        [&](const std::string& operation,
            const std::string& region) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        const std::scoped_lock lock{mutex};
        if (!operation.starts_with("acm:") || ++tries[operation + region] > 2) return std::nullopt;
        ++refused;
        return FakeAws::error(400, "ThrottlingException", "Rate exceeded");
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(certificates({{"details_state", "complete"}}).size(), 24U);
    Calls reported;
    for (const RunScope& one : run.scopes) add(reported, one.calls);
    std::int64_t throttles = 0;
    for (const auto& [operation, counts] : reported) throttles += counts.throttles;
    EXPECT_GT(reported["acm:ListCertificates"].throttles, 0);
    EXPECT_GT(reported["acm:DescribeCertificate"].throttles, 0);
    EXPECT_EQ(throttles, refused);
}

TEST_P(Discovery, goes_on_after_its_process_died) {
    aws.fill("eu-west-1", 300);
    std::atomic<int> described = 0;
    std::atomic<bool> frozen = true;
    aws.intercept =
        [&](const std::string& operation,
            const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation == "acm:DescribeCertificate" && ++described > 50 && frozen)
            return net::NoResponse{net::TransportFailure::cancelled, true, "gone"};
        return std::nullopt;
    };
    auto worker = start_worker();
    const RunId id = start();
    while (described < 60) std::this_thread::sleep_for(10ms);
    worker.reset();
    frozen = false;
    worker = start_worker();
    const DiscoveryRun run = wait_for(id);
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(certificates().size(), 300U);
    EXPECT_EQ(certificates({{"details_state", "complete"}}).size(), 300U);
    EXPECT_EQ(scope(run, "eu-west-1").found, 300);
    EXPECT_FALSE(
        database->read([&](store::Connection& connection) { return log.verify(connection); }).broken_at);
}

TEST_P(Discovery, stays_full_when_its_process_died_before_the_listing_was_whole) {
    aws.fill("eu-west-1", 5);
    ASSERT_EQ(discover().state, RunState::completed);
    aws.forget_calls();
    std::atomic<bool> dying = true;
    aws.intercept =
        [&](const std::string& operation,
            const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "acm:ListCertificates" || !dying.exchange(false)) return std::nullopt;
        throw std::runtime_error{"gone"};
    };
    EXPECT_EQ(discover(true).state, RunState::completed);
    EXPECT_EQ(aws.calls()["acm:DescribeCertificate"], 5);
}

TEST_P(Discovery, can_be_cancelled_and_keeps_what_it_found) {
    aws.latency = 5ms;
    aws.fill("eu-west-1", 1000);
    const auto worker = start_worker();
    const RunId id = start();
    while (certificates().empty()) std::this_thread::sleep_for(20ms);
    database->write([&](store::Transaction& transaction) { runs.cancel(transaction, id, {}); });
    const DiscoveryRun run = wait_for(id);
    EXPECT_EQ(run.state, RunState::cancelled);
    EXPECT_FALSE(certificates().empty());
}

TEST_P(Discovery, gives_rows_from_before_arns_their_arn) {
    aws.fill("eu-west-1", 2);
    ASSERT_EQ(discover().state, RunState::completed);
    const std::string id = certificates({{"name", "=" + aws.region("eu-west-1")[0].domain_name}})[0].id;
    database->write([&](store::Transaction& transaction) {
        transaction->execute("UPDATE aws_certificates SET arn = NULL WHERE id = $1", {id});
    });
    ASSERT_EQ(discover().state, RunState::completed);
    const auto rows = certificates();
    EXPECT_EQ(rows.size(), 2U);
    const auto healed = certificates({{"arn", aws.region("eu-west-1")[0].arn}});
    ASSERT_EQ(healed.size(), 1U);
    EXPECT_EQ(healed[0].id, id);
    const DiscoveryRun run = discover();
    EXPECT_EQ(scope(run, "eu-west-1").unchanged, 2) << "what is healed once is like any other row";
}

TEST_P(Discovery, marks_rows_without_arn_missing_when_no_listing_has_them) {
    aws.fill("eu-west-1", 1);
    ASSERT_EQ(discover().state, RunState::completed);
    database->write([](store::Transaction& transaction) {
        transaction->execute("UPDATE aws_certificates SET arn = NULL, domain_name = 'gone.example.test'");
    });
    ASSERT_EQ(discover().state, RunState::completed);
    EXPECT_EQ(certificates({{"missing", "false"}}).size(), 1U);
    const auto missing = certificates({{"missing", "true"}});
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].domain_name, "gone.example.test");
}

TEST_P(Discovery, is_cancelled_while_it_still_asks_who_it_is) {
    aws.fill("eu-west-1", 10);
    const auto worker = start_worker();
    std::atomic<bool> started = false;
    RunId id;
    aws.intercept =
        [&](const std::string& operation,
            const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "ec2:DescribeRegions") return std::nullopt;
        while (!started) std::this_thread::sleep_for(1ms);
        database->write([&](store::Transaction& transaction) { runs.cancel(transaction, id, {}); });
        return std::nullopt;
    };
    id = start();
    started = true;
    EXPECT_EQ(wait_for(id).state, RunState::cancelled);
    EXPECT_EQ(aws.calls()["acm:ListCertificates"], 0);
}

TEST_P(Discovery, counts_and_renews_as_one_scan_what_was_cut_in_two) {
    aws.fill("eu-west-1", 1200);
    ASSERT_EQ(discover().state, RunState::completed);
    auto& list = aws.region("eu-west-1");
    for (std::size_t i = 0; i < 30; ++i) list[i].in_use = true;
    list[40].tags = {{"stage", "test"}};  // which no list row tells
    std::atomic<int> pages = 0;
    aws.intercept =
        [&](const std::string& operation,
            const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation == "acm:ListCertificates" && ++pages == 2) throw std::runtime_error{"cut off"};
        return std::nullopt;
    };
    aws.forget_calls();
    const auto worker = start_worker();
    const RunId id = start(/*full=*/true);
    const DiscoveryRun run = wait_for(id);
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(scope(run, "eu-west-1").changed, 30);
    EXPECT_EQ(scope(run, "eu-west-1").unchanged, 1170);
    EXPECT_EQ(aws.calls()["acm:DescribeCertificate"], 1200);
    const auto tagged = certificates({{"tag", "stage=test"}});
    EXPECT_EQ(tagged.size(), 1U);
}

TEST_P(Discovery, does_not_follow_a_listing_in_circles) {
    aws.fill("eu-west-1", 1);
    aws.intercept =
        [](const std::string& operation,
           const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "acm:ListCertificates") return std::nullopt;
        return net::ClientResponse{200,
                                   {{"Content-Type", "application/x-amz-json-1.1"}},
                                   R"({"CertificateSummaryList":[],"NextToken":"the same"})"};
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(scope(run, "eu-west-1").state, ScopeState::failed);
    EXPECT_EQ(aws.calls()["acm:ListCertificates"], 2);
}

TEST_P(Discovery, learns_nothing_about_search_from_a_failure_that_passes) {
    aws.fill("eu-west-1", 1);
    aws.intercept =
        [](const std::string& operation,
           const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "acm:SearchCertificates") return std::nullopt;
        return FakeAws::error(400, "ExpiredTokenException",
                              "The security token included in the request is expired");
    };
    ASSERT_EQ(discover().state, RunState::completed);
    aws.intercept = nullptr;
    ASSERT_EQ(discover().state, RunState::completed);
    EXPECT_EQ(database->read(
                  [&](store::Connection& connection) { return accounts.get(connection, "demo").search; }),
              SearchSupport::available);
}

TEST_P(Discovery, links_the_same_certificate_behind_several_arns) {
    aws.fill("eu-west-1", 1);
    aws.fill("us-east-1", 1);
    aws.region("us-east-1")[0].number = aws.region("eu-west-1")[0].number;
    ASSERT_EQ(discover().state, RunState::completed);
    const auto rows = certificates();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].fingerprint_sha256, rows[1].fingerprint_sha256);
    EXPECT_EQ(rows[0].same_certificate_count, 1);
    const auto detail = database->read(
        [&](store::Connection& connection) { return get_certificate_detail(connection, rows[0].arn); });
    ASSERT_EQ(detail.twins.size(), 1U);
    EXPECT_EQ(detail.twins[0].arn, rows[1].arn);
    ASSERT_EQ(detail.chain.size(), 1U);
    EXPECT_TRUE(detail.chain[0].is_ca);
}

TEST_P(Discovery, names_the_wrong_credentials) {
    aws.fill("eu-west-1", 1);
    aws.intercept =
        [](const std::string& operation,
           const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "sts:GetCallerIdentity") return std::nullopt;
        return net::ClientResponse{
            403,
            {{"Content-Type", "text/xml"}},
            "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code>"
            "<Message>The security token included in the request is "
            "invalid.</Message></Error></ErrorResponse>"};
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::failed);
    ASSERT_TRUE(run.scopes[0].error);
    EXPECT_EQ(run.scopes[0].error->code, "InvalidClientTokenId");
    EXPECT_FALSE(run.scopes[0].error->hint.empty());
}

TEST_P(Discovery, asks_again_for_records_that_acm_had_not_made_up_yet) {
    aws.fill("eu-west-1", 1);
    aws.region("eu-west-1")[0].status = "PENDING_VALIDATION";
    aws.region("eu-west-1")[0].lists_validation_records = false;
    ASSERT_EQ(discover().state, RunState::completed);
    aws.region("eu-west-1")[0].lists_validation_records = true;
    ASSERT_EQ(discover().state, RunState::completed);
    const auto detail = database->read([&](store::Connection& connection) {
        return get_certificate_detail(connection, aws.region("eu-west-1")[0].arn);
    });
    EXPECT_NE(detail.detail.find("_b.acm-validations.aws."), std::string::npos);
}

INSTANTIATE_ON_BOTH_DATABASES(Discovery);

}  // namespace
}  // namespace certwright::inventory
