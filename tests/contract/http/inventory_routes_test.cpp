#include "http/routes/accounts.hpp"
#include "http/routes/aws_certificates.hpp"
#include "http/routes/discovery_runs.hpp"
#include "http/run_feed.hpp"
#include "inventory/details.hpp"
#include "support/api.hpp"
#include "support/database.hpp"
#include "support/fake_aws.hpp"
#include "support/temp_directory.hpp"
#include "support/vectors.hpp"
#include "vault/local_key_wrapper.hpp"

#include <algorithm>
#include <set>

namespace certwright::test {
namespace {

/// Every answer here is checked against the route's own description, as Api does.
struct InventoryRoutes : MigratedDatabaseTest {
    Api api{*database};
    TempDirectory keys;
    vault::LocalKeyWrapper wrapper{vault::KeyFile{keys.path() / "master.key"},
                                   vault::LocalKeyWrapper::IfMissing::create};
    vault::Vault vault{wrapper, api.clock};
    FakeAws aws;
    aws::QuotaBook quotas{api.clock, 1000};
    inventory::Accounts accounts{vault, api.log, api.clock};
    inventory::Access access{accounts, aws, quotas, api.clock, api.metrics};
    inventory::DiscoveryRuns runs{accounts, api.queue, api.log, api.clock};
    http::RunFeed feed{*database, runs, api.queue, api.hub, api.clock};
    net::Headers operator_ = api.as(auth::Role::operator_);

    InventoryRoutes() {
        http::add_account_routes(api.router, {*database, accounts, access});
        http::add_certificate_routes(api.router, {*database, api.clock});
        http::add_discovery_routes(api.router, {*database, accounts, runs, feed, api.clock});
    }

    std::string add_account() {
        const auto made = api.post("/api/v1/accounts", operator_,
                                   {{"name", "demo"},
                                    {"credential", json::object{{"method", "access_key"},
                                                                {"access_key_id", "AKIAEXAMPLE"},
                                                                {"secret_access_key", "secret"}}}});
        EXPECT_EQ(made.status, 201) << made.body;
        return std::string{made.document().at("id").as_string()};
    }

    /// One certificate with all its details, as a discovery stores it; returns its ARN.
    std::string add_certificate(const std::string& account) {
        const std::string arn =
            "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-4000-8000-000000000001";
        database->write([&](store::Transaction& transaction) {
            const inventory::Scope scope{inventory::AccountId{account}, "eu-west-1", "acm"};
            inventory::ListRow row;
            row.arn = arn;
            row.type = "IMPORTED";
            row.status = "ISSUED";
            row.domain_name = "=cmd.example.test";
            row.names = {"=cmd.example.test"};
            row.key_algorithm = "RSA_2048";
            row.not_after = api.clock.now() + std::chrono::days{20};
            const inventory::Sweep sweep{scope, "run_1", {}};
            const auto page = sweep.keep_page(transaction, std::vector{row}, api.clock.now());
            aws::acm::CertificateDetail described;
            described.arn = arn;
            described.in_use_by = {
                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/1"};
            inventory::keep_details(
                transaction, *page.seen.begin(),
                {described, std::nullopt,
                 aws::acm::Pem{vector_file("x509/leaf.pem"), vector_file("x509/intermediate.pem")},
                 aws::acm::Tags{{"stage", "test"}}},
                "run_1", api.clock.now());
        });
        return arn;
    }
};
INSTANTIATE_ON_BOTH_DATABASES(InventoryRoutes);

TEST_P(InventoryRoutes, answer_what_they_describe_without_any_account) {
    for (const char* path :
         {"/api/v1/accounts", "/api/v1/account_policies?partition=aws-cn",
          "/api/v1/aws_certificates?total=true", "/api/v1/aws_certificates/summary",
          "/api/v1/aws_certificates/values?property=type", "/api/v1/aws_certificates/export?format=csv",
          "/api/v1/aws_certificates/export?format=json", "/api/v1/discovery_runs"})
        EXPECT_EQ(api.get(path, operator_).status, 200) << path;
    for (const char* path : {"/api/v1/accounts/none", "/api/v1/aws_certificates/none",
                             "/api/v1/aws_certificates/none/pem", "/api/v1/aws_certificates/none/history",
                             "/api/v1/discovery_runs/none", "/api/v1/discovery_runs/none/events"})
        EXPECT_EQ(api.get(path, operator_).status, 404) << path;
    EXPECT_EQ(api.post("/api/v1/discovery_runs", operator_).status, 422) << "there is nothing to discover";
}

TEST_P(InventoryRoutes, show_a_certificate_in_every_form) {
    const std::string arn = net::percent_encode(add_certificate(add_account()));
    for (const std::string rest : {"", "/pem", "/pem?part=chain", "/history"})
        EXPECT_EQ(api.get("/api/v1/aws_certificates/" + arn + rest, operator_).status, 200) << rest;
    const auto detail = api.get("/api/v1/aws_certificates/" + arn, operator_).document();
    EXPECT_EQ(detail.at("in_use_by").at(0).at("name"), "shop");
    EXPECT_EQ(detail.at("chain").as_array().size(), 1u);
    EXPECT_EQ(detail.at("days_left"), 20);

    const auto list =
        api.get("/api/v1/aws_certificates?total=true&tag=stage%3Dtest&expires_within=30", operator_)
            .document();
    EXPECT_EQ(list.at("total"), 1);
    const Answer csv = api.get("/api/v1/aws_certificates/export?format=csv", operator_);
    EXPECT_EQ(csv.header("Content-Type"), "text/csv; charset=utf-8");
    EXPECT_NE(csv.body.find(",'=cmd.example.test,"), std::string::npos)
        << "a spreadsheet must not run it: " << csv.body;
    const Answer all = api.get("/api/v1/aws_certificates/export?format=json", operator_);
    EXPECT_EQ(json::parse(all.body, "the export").as_array().size(), 1u);
}

TEST_P(InventoryRoutes, export_page_by_page_and_whole) {
    const std::string account = add_account();
    constexpr int count = 2001;
    database->write([&](store::Transaction& transaction) {
        std::vector<inventory::ListRow> rows(count);
        for (std::size_t i = 0; i < count; ++i) {
            rows[i].arn = "arn:aws:acm:eu-west-1:123456789012:certificate/" + std::to_string(i);
            rows[i].type = "IMPORTED";
            rows[i].status = "ISSUED";
            rows[i].domain_name = "host.example.test";
        }
        inventory::Sweep{{inventory::AccountId{account}, "eu-west-1", "acm"}, "run_1", {}}.keep_page(
            transaction, rows, api.clock.now());
    });
    const auto exported = [&](const std::string& query) {
        std::set<std::string> arns;
        const auto list = json::parse(
            api.get("/api/v1/aws_certificates/export?format=json" + query, operator_).body, "the export");
        for (const json::value& row : list.as_array()) arns.emplace(row.at("arn").as_string());
        EXPECT_EQ(list.as_array().size(), arns.size()) << "one came twice";
        return arns.size();
    };
    EXPECT_EQ(exported(""), 2001u);
    EXPECT_EQ(exported("&limit=1000"), 1000u);
    EXPECT_EQ(exported("&limit=1500"), 1500u);
    EXPECT_EQ(exported("&status=EXPIRED"), 0u);
    const std::string csv = api.get("/api/v1/aws_certificates/export?format=csv", operator_).body;
    EXPECT_EQ(std::ranges::count(csv, '\n'), count + 1);
}

TEST_P(InventoryRoutes, show_runs_from_start_to_cancel) {
    add_account();
    const auto started = api.post("/api/v1/discovery_runs", operator_, {{"accounts", json::array{"demo"}}});
    ASSERT_EQ(started.status, 201) << started.body;
    const std::string path = "/api/v1/discovery_runs/" + std::string{started.document().at("id").as_string()};
    EXPECT_EQ(api.get(path, operator_).document().at("scopes").as_array().size(), 1u);
    EXPECT_EQ(api.get("/api/v1/discovery_runs", operator_).document().at("items").as_array().size(), 1u);
    EXPECT_EQ(api.get(path + "/events", operator_).header("Content-Type"), "text/event-stream");
    EXPECT_EQ(api.post(path + "/cancel", operator_).document().at("state"), "cancelled");
    EXPECT_EQ(api.post(path + "/cancel", operator_).status, 409);
}

TEST_P(InventoryRoutes, change_an_account_only_as_it_was_read) {
    const std::string path = "/api/v1/accounts/" + add_account();
    const std::string tag = api.get(path, operator_).header("ETag");
    const auto with = [&](const std::string& if_match) {
        net::Headers headers = operator_;
        headers.set("If-Match", if_match);
        return headers;
    };
    api.clock.advance(1s);
    EXPECT_EQ(api.send("PATCH", path, with(tag), R"({"name":"other"})").status, 200);
    EXPECT_EQ(api.send("PATCH", path, with(tag), R"({"name":"third"})").status, 412);
    EXPECT_EQ(api.send("DELETE", path, with(tag)).status, 412);
    const Answer current = api.get(path, operator_);
    EXPECT_EQ(current.document().at("name"), "other");
    EXPECT_EQ(api.send("DELETE", path, with(current.header("ETag"))).status, 204);
}

TEST_P(InventoryRoutes, never_show_a_secret) {
    const Answer made = api.post("/api/v1/accounts", operator_,
                                 {{"name", "demo"},
                                  {"credential", json::object{{"method", "access_key"},
                                                              {"access_key_id", "AKIAEXAMPLE"},
                                                              {"secret_access_key", "hidden-key"},
                                                              {"session_token", "hidden-token"}}}});
    EXPECT_EQ(made.body.find("hidden"), std::string::npos);
    EXPECT_EQ(made.document().at("credential").at("has_session_token"), true);
    EXPECT_EQ(api.get("/api/v1/accounts/demo", operator_).body.find("hidden"), std::string::npos);
    EXPECT_EQ(api.get("/api/v1/audit_events", operator_).body.find("hidden"), std::string::npos);
}

TEST_P(InventoryRoutes, test_an_account_and_keep_who_it_is) {
    const std::string path = "/api/v1/accounts/" + add_account();
    aws.fill("eu-west-1", 1);
    const Answer answer = api.post(path + "/test", operator_);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto tested = answer.document();
    EXPECT_EQ(tested.at("ok"), true);
    EXPECT_EQ(tested.at("identity").at("account_id"), FakeAws::account_id);
    EXPECT_EQ(api.get(path, operator_).document().at("account_id"), FakeAws::account_id);
}

}  // namespace
}  // namespace certwright::test
