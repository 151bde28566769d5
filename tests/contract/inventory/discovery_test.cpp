#include "discovery_fixture.hpp"
#include "inventory/rediscovery.hpp"
#include "support/leaping_clock.hpp"

#include <set>

namespace certwright::inventory {
namespace {

struct Discovery : DiscoveryTest {};

TEST_P(Discovery, finds_every_key_type_over_pages_of_a_thousand) {
    aws.fill("eu-west-1", 2010);
    aws.fill("us-east-1", 3);
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(aws.calls()["acm:ListCertificates"], 3 + 1);
    const auto rows = certificates();
    std::set<std::string> arns;
    for (const AwsCertificate& row : rows) arns.insert(row.arn);
    EXPECT_EQ(rows.size(), 2013U);
    EXPECT_EQ(arns.size(), 2013U);
    EXPECT_EQ(scope(run, "eu-west-1").found, 2010);
    EXPECT_EQ(scope(run, "eu-west-1").fresh, 2010);
    EXPECT_EQ(certificates({{"type", "IMPORTED"}}).size(), 2013U);
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

TEST_P(Discovery, is_begun_again_once_when_the_last_one_is_a_while_ago) {
    test::LeapingClock later{clock.now()};
    Rediscovery rediscovery{runs, later, 6h};
    const auto begun = [&] {
        return database->write(
            [&](store::Transaction& transaction) { return rediscovery.begin_due(transaction); });
    };
    later.advance(24h);
    EXPECT_FALSE(begun()) << "the first discovery is its users'";
    aws.fill("eu-west-1", 1);
    ASSERT_EQ(discover().state, RunState::completed);
    const AccountId other = add_account("never discovered");
    later.advance(-20h);
    EXPECT_FALSE(begun()) << "four hours ago";
    later.advance(3h);
    const auto due = begun();
    ASSERT_TRUE(due);
    EXPECT_FALSE(begun()) << "once is enough, whether or not it is over";
    const DiscoveryRun run = run_of(*due);
    ASSERT_EQ(run.accounts.size(), 1U);
    EXPECT_EQ(run.accounts.front().id, account);
    EXPECT_EQ(run.requested_by, "system");
    later.advance(7h);
    EXPECT_FALSE(begun()) << "the last one still runs";
    const auto worker = start_worker();
    EXPECT_EQ(wait_for(*due).state, RunState::completed);
    const auto next = begun();
    ASSERT_TRUE(next);
    EXPECT_EQ(wait_for(*next).state, RunState::completed);
    later.advance(7h);
    database->write([&](store::Transaction& transaction) {
        transaction->execute("UPDATE accounts SET enabled = FALSE WHERE id = $1", {account});
    });
    EXPECT_FALSE(begun()) << "it is disabled";
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
