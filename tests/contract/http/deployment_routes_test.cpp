#include "contract/lifecycle/importing_aws.hpp"
#include "http/routes/deployments.hpp"
#include "lifecycle/groups.hpp"
#include "support/api.hpp"
#include "support/authority.hpp"
#include "support/database.hpp"
#include "support/temp_directory.hpp"
#include "vault/local_key_wrapper.hpp"

namespace certwright::test {
namespace {

/// Every answer here is checked against the route's own description, as Api does.
struct DeploymentRoutes : MigratedDatabaseTest {
    Api api{*database};
    TempDirectory directory;
    vault::LocalKeyWrapper wrapper{vault::KeyFile{directory.path() / "master.key"},
                                   vault::LocalKeyWrapper::IfMissing::create};
    vault::Vault vault{wrapper, api.clock};
    lifecycle::ImportingAws aws{api.clock};
    aws::QuotaBook quotas{api.clock, 1000};
    inventory::Accounts accounts{vault, api.log, api.clock};
    inventory::Access access{accounts, aws, quotas, api.clock, api.metrics};
    lifecycle::PrivateKeys keys{vault, api.clock};
    lifecycle::Repository repository{keys, api.log, api.clock};
    lifecycle::Deployments deployments{api.queue, api.log, api.clock};
    lifecycle::AccountLimits limits{api.clock};
    lifecycle::DeploymentPlan plan{*database, deployments, keys, access, limits, api.clock};
    lifecycle::SupersededLook superseded{*database, access};
    lifecycle::SupersededDeletions deletions{deployments, api.queue, api.log};
    Authority authority;
    crypto::KeyPair key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    net::Headers operator_ = api.as(auth::Role::operator_);

    DeploymentRoutes() {
        const http::DeploymentPorts ports{*database, accounts,   repository, keys,     deployments,
                                          plan,      superseded, deletions,  api.clock};
        http::add_deployment_routes(api.router, ports);
        http::add_superseded_routes(api.router, ports);
        inventory::AccountSettings settings;
        settings.name = "demo";
        settings.credential.method = inventory::CredentialMethod::access_key;
        settings.credential.access_key_id = "AKIAEXAMPLE";
        inventory::CredentialSecrets secrets;
        secrets.secret_access_key.emplace(std::string{"secret"});
        database->write(
            [&](store::Transaction& transaction) { accounts.add(transaction, settings, secrets, {}); });
        add_certificate("shop", &key);
        add_certificate("keyless", nullptr);
    }

    void add_certificate(const std::string& name, const crypto::KeyPair* held) {
        const auto stranger = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
        const Bytes leaf =
            x509::sign_certificate(server_template(name + ".example"),
                                   (held ? *held : stranger).public_key_der(), authority.issuer());
        database->write([&](store::Transaction& transaction) {
            lifecycle::Settings settings;
            settings.name = name;
            repository.add(transaction, settings,
                           {.leaf = leaf, .issuers = {authority.certificate}, .key = held}, {});
        });
    }
    static json::object wish(const std::string& certificate) {
        return {{"certificate", certificate}, {"account", "demo"}, {"regions", json::array{"us-east-1"}}};
    }
    json::object first_of(const Answer& answer) {
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.document().at("items").as_array().at(0).as_object();
    }
    std::string ordered() {
        return std::string{
            first_of(api.post("/api/v1/deployments", operator_, wish("shop"))).at("id").as_string()};
    }
};

TEST_P(DeploymentRoutes, look_ahead_without_changing_anything) {
    const auto planned = first_of(api.post("/api/v1/deployments/preflight", operator_, wish("shop")));
    EXPECT_EQ(planned.at("action"), "first_import");
    EXPECT_TRUE(aws.held.empty());
    EXPECT_TRUE(api.get("/api/v1/deployments", operator_).document().at("items").as_array().empty());
}

TEST_P(DeploymentRoutes, name_the_rule_that_refuses) {
    const auto planned = first_of(api.post("/api/v1/deployments/preflight", operator_, wish("keyless")));
    EXPECT_EQ(planned.at("action"), "refused");
    EXPECT_EQ(planned.at("refusals").as_array().at(0).as_object().at("rule"), "no_private_key");
    const auto refused = api.post("/api/v1/deployments", operator_, wish("keyless"));
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_NE(refused.body.find("no_private_key"), std::string::npos);
}

TEST_P(DeploymentRoutes, order_list_cancel_retry_and_remove) {
    const std::string path = "/api/v1/deployments/" + ordered();
    EXPECT_EQ(api.get(path, operator_).document().at("state"), "waiting");
    const auto listed = first_of(api.get("/api/v1/deployments?certificate=shop&state=waiting", operator_));
    EXPECT_EQ(listed.at("region"), "us-east-1");
    EXPECT_EQ(listed.at("sync_state"), "unknown");
    EXPECT_EQ(api.post(path + "/cancel", operator_).document().at("state"), "cancelled");
    EXPECT_EQ(api.post(path + "/retry", operator_).document().at("state"), "waiting");
    EXPECT_EQ(api.post(path + "/redeploy", operator_).document().at("state"), "waiting");
    EXPECT_EQ(api.send("DELETE", path, operator_).status, 204);
    EXPECT_EQ(api.get(path, operator_).document().at("state"), "removed");
    EXPECT_TRUE(api.get("/api/v1/deployments", operator_).document().at("items").as_array().empty());
    EXPECT_EQ(api.post(path + "/retry", operator_).status, 409);
}

TEST_P(DeploymentRoutes, forget_a_choice_that_the_next_order_does_not_make) {
    const std::string arn = "arn:aws:acm:us-east-1:123456789012:certificate/chosen";
    auto choosing = wish("shop");
    choosing["arns"] = json::object{{"us-east-1", arn}};
    choosing["replace"] = true;
    EXPECT_EQ(first_of(api.post("/api/v1/deployments", operator_, choosing)).at("chosen_arn").as_string(),
              arn);
    const auto again = first_of(api.post("/api/v1/deployments", operator_, wish("shop")));
    EXPECT_TRUE(again.at("chosen_arn").is_null());
    EXPECT_EQ(again.at("replace"), true);
}

TEST_P(DeploymentRoutes, refuse_to_replace_anything_in_iam) {
    const json::object order{
        {"certificate", "shop"},
        {"account", "demo"},
        {"service", "iam"},
        {"arns", json::object{{"aws-global", "arn:aws:iam::123456789012:server-certificate/old"}}}};
    for (const char* path : {"/api/v1/deployments", "/api/v1/deployments/preflight"})
        EXPECT_EQ(api.post(path, operator_, order).status, 422) << path;
}

TEST_P(DeploymentRoutes, keep_what_an_order_leaves_out) {
    auto first = wish("shop");
    first["auto_redeploy"] = true;
    first["tags"] = json::object{{"team", "web"}};
    const auto id = first_of(api.post("/api/v1/deployments", operator_, first)).at("id");
    auto second = wish("shop");
    second["replace"] = true;
    const auto again = first_of(api.post("/api/v1/deployments", operator_, second));
    EXPECT_EQ(again.at("id"), id);
    EXPECT_EQ(again.at("auto_redeploy"), true);
    EXPECT_EQ(again.at("replace"), true);
    EXPECT_EQ(again.at("tags").as_object().at("team"), "web");
}

TEST_P(DeploymentRoutes, let_auditors_look_only) {
    const auto auditor = api.as(auth::Role::auditor);
    EXPECT_EQ(api.get("/api/v1/deployments", auditor).status, 200);
    EXPECT_EQ(api.post("/api/v1/deployments", auditor, wish("shop")).status, 403);
}

TEST_P(DeploymentRoutes, delete_what_was_superseded_in_jobs) {
    using Kind = lifecycle::DeploymentEvent::Kind;
    const json::object to_iam{{"certificate", "shop"}, {"account", "demo"}, {"service", "iam"}};
    const json::object order = first_of(api.post("/api/v1/deployments", operator_, to_iam));
    const lifecycle::DeploymentId id{std::string{order.at("id").as_string()}};
    const std::string path = "/api/v1/deployments/" + id.text() + "/delete_superseded";
    const std::string arns = "arn:aws:iam::123456789012:server-certificate/shop-";
    const json::object doomed{{"arns", json::array{arns + "1", arns + "2"}}};
    EXPECT_EQ(api.post(path, operator_, doomed).status, 409) << "it is under way";
    EXPECT_EQ(api.post(path + "/preflight", operator_).status, 409);
    for (const auto& event : {lifecycle::DeploymentEvent{.kind = Kind::start},
                              lifecycle::DeploymentEvent{.kind = Kind::found, .arn = arns + "3"},
                              lifecycle::DeploymentEvent{.kind = Kind::verified}})
        database->write([&](store::Transaction& transaction) {
            deployments.advance(transaction, deployments.get(transaction, id), event, {});
        });
    const auto begun = api.post(path, operator_, doomed);
    ASSERT_EQ(begun.status, 202) << begun.body;
    ASSERT_EQ(begun.document().at("jobs").as_array().size(), 2U);
    const auto jobs = database->read([&](store::Connection& connection) {
        return api.queue.list(connection, {.kind = std::string{lifecycle::deletion_job_kind}});
    });
    ASSERT_EQ(jobs.size(), 2U);
    EXPECT_EQ(jobs[1].id.text(), begun.document().at("jobs").as_array().at(0).as_string());
}

TEST_P(DeploymentRoutes, delete_nothing_that_was_not_asked_for_and_nothing_in_acm) {
    const std::string path = "/api/v1/deployments/" + ordered() + "/delete_superseded";
    const json::object doomed{{"arns", json::array{"arn:aws:iam::123456789012:server-certificate/shop-1"}}};
    EXPECT_EQ(api.post(path, operator_, doomed).status, 409);
    EXPECT_EQ(api.post(path + "/preflight", operator_).status, 409);
    EXPECT_EQ(api.post(path, operator_, {{"arns", json::array{}}}).status, 422);
    EXPECT_EQ(api.post(path, api.as(auth::Role::auditor), doomed).status, 403);
}

TEST_P(DeploymentRoutes, look_ahead_for_many_page_by_page) {
    json::object many{{"certificates", json::array{"shop", "keyless"}},
                      {"account", "demo"},
                      {"regions", json::array{"us-east-1", "eu-west-1"}},
                      {"limit", 1}};
    const auto first = api.post("/api/v1/deployments/bulk/preflight", operator_, many);
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.document().at("total"), 2);
    const json::object shop = first_of(first);
    EXPECT_EQ(shop.at("certificate").as_object().at("name"), "shop");
    ASSERT_EQ(shop.at("regions").as_array().size(), 2U);
    EXPECT_EQ(shop.at("regions").as_array().at(1).as_object().at("action"), "first_import");
    many["cursor"] = first.document().at("next_cursor");
    const auto second = api.post("/api/v1/deployments/bulk/preflight", operator_, many);
    EXPECT_EQ(first_of(second).at("regions").as_array().at(0).as_object().at("action"), "refused");
    EXPECT_TRUE(second.document().at("next_cursor").is_null());
    EXPECT_TRUE(aws.held.empty());
}

TEST_P(DeploymentRoutes, count_what_an_order_imports_against_aws_own_limit_page_by_page) {
    add_certificate("store", &key);
    aws.most_imported = 1;
    json::object many{{"certificates", json::array{"shop", "store"}},
                      {"account", "demo"},
                      {"regions", json::array{"us-east-1", "eu-west-1"}},
                      {"limit", 1}};
    const auto first = api.post("/api/v1/deployments/bulk/preflight", operator_, many);
    const json::object shop = first_of(first).at("regions").as_array().at(1).as_object();
    EXPECT_EQ(shop.at("action"), "first_import");
    EXPECT_EQ(shop.at("imported"),
              (json::object{{"used", 0}, {"limit", 1}, {"is_default", false}, {"default_because", nullptr}}));
    many["cursor"] = first.document().at("next_cursor");
    const auto second = api.post("/api/v1/deployments/bulk/preflight", operator_, many);
    const json::object store = first_of(second).at("regions").as_array().at(1).as_object();
    EXPECT_EQ(store.at("action"), "refused");
    const json::object refusal = store.at("refusals").as_array().at(0).as_object();
    EXPECT_EQ(refusal.at("rule"), "imported_quota_full");
    EXPECT_EQ(refusal.at("message"), "1 of 1 imported certificates are held, 1 of them by this order");
    EXPECT_EQ(aws.count("ListServiceQuotas"), 2);  // once for each region
    many["regions"] = json::array{"us-east-1"};
    EXPECT_EQ(api.post("/api/v1/deployments/bulk/preflight", operator_, many).status, 422);
}

TEST_P(DeploymentRoutes, say_why_the_limit_is_only_aws_default) {
    aws.before = [](const std::string& operation) -> std::optional<lifecycle::ImportingAws::Answer> {
        if (operation != "ListServiceQuotas") return std::nullopt;
        return FakeAws::error(400, "AccessDeniedException", "no");
    };
    const auto planned = first_of(api.post("/api/v1/deployments/preflight", operator_, wish("shop")));
    EXPECT_EQ(planned.at("action"), "first_import");
    const json::object imported = planned.at("imported").as_object();
    EXPECT_EQ(imported.at("limit"), 2500);
    EXPECT_EQ(imported.at("is_default"), true);
    EXPECT_EQ(imported.at("default_because"), "the account does not allow servicequotas:ListServiceQuotas");
}

TEST_P(DeploymentRoutes, order_many_that_a_group_or_a_filter_finds) {
    lifecycle::Groups groups{api.log, api.clock};
    database->write([&](store::Transaction& transaction) {
        groups.add(transaction, {"held", "", lifecycle::FilterParameters{{"has_key", "true"}}}, {});
    });
    add_certificate("store", &key);
    json::object many{{"group", "held"}, {"account", "demo"}, {"regions", json::array{"us-east-1"}}};
    const auto ordered = api.post("/api/v1/deployments/bulk", operator_, many);
    ASSERT_EQ(ordered.status, 200) << ordered.body;
    EXPECT_EQ(ordered.document().at("certificates"), 2);
    const auto ids = ordered.document().at("deployments");
    many.erase("group");
    many["filter"] = "has_key=true";
    EXPECT_EQ(api.post("/api/v1/deployments/bulk", operator_, many).document().at("deployments"), ids);
    many["certificates"] = json::array{"shop"};
    EXPECT_EQ(api.post("/api/v1/deployments/bulk", operator_, many).status, 422);
}

TEST_P(DeploymentRoutes, order_all_of_many_or_nothing_but_for_what_is_left_out) {
    json::object many{{"certificates", json::array{"shop", "keyless"}},
                      {"account", "demo"},
                      {"regions", json::array{"us-east-1"}}};
    EXPECT_EQ(api.post("/api/v1/deployments/bulk", operator_, many).status, 422);
    EXPECT_TRUE(api.get("/api/v1/deployments", operator_).document().at("items").as_array().empty());
    many["left_out"] = json::array{json::object{{"certificate", "keyless"}, {"region", "us-east-1"}}};
    const auto ordered = api.post("/api/v1/deployments/bulk", operator_, many);
    ASSERT_EQ(ordered.status, 200) << ordered.body;
    EXPECT_EQ(ordered.document().at("certificates"), 1);
}

TEST_P(DeploymentRoutes, two_that_would_go_over_one_arn_are_not_both_promised_it) {
    add_certificate("store", &key);
    const auto certificate =
        database->read([&](store::Connection& connection) { return repository.get(connection, "shop"); });
    const auto material = database->read([&](store::Connection& connection) {
        return lifecycle::read_material(connection, keys, certificate.current.facts.fingerprint_sha256, {});
    });
    aws.import(material.certificate, material.chain);
    const auto planned = api.post("/api/v1/deployments/bulk/preflight", operator_,
                                  {{"certificates", json::array{"shop", "store"}},
                                   {"account", "demo"},
                                   {"replace", true},
                                   {"regions", json::array{"us-east-1"}}});
    ASSERT_EQ(planned.status, 200) << planned.body;
    const json::object document = planned.document();
    const auto& items = document.at("items").as_array();
    const auto action = [&](std::size_t index) {
        return items.at(index).as_object().at("regions").as_array().at(0).as_object().at("action");
    };
    EXPECT_EQ(action(0), "reimport");
    EXPECT_NE(action(1), "reimport");
}

TEST_P(DeploymentRoutes, give_a_deployment_another_certificate) {
    add_certificate("store", &key);
    const std::string path = "/api/v1/deployments/" + ordered();
    const auto planned = api.post(path + "/retarget/preflight", operator_, {{"certificate", "keyless"}});
    ASSERT_EQ(planned.status, 200) << planned.body;
    EXPECT_EQ(planned.document().at("action"), "refused");
    const auto retargeted = api.post(path + "/retarget", operator_, {{"certificate", "store"}});
    ASSERT_EQ(retargeted.status, 200) << retargeted.body;
    EXPECT_EQ(retargeted.document().at("certificate").as_object().at("name"), "store");
    EXPECT_EQ(api.post(path + "/retarget", api.as(auth::Role::auditor), {{"certificate", "shop"}}).status,
              403);
}

TEST_P(DeploymentRoutes, take_turns_when_asked_to) {
    auto careful = wish("shop");
    careful["pause_seconds"] = 600;
    const auto first = first_of(api.post("/api/v1/deployments", operator_, careful));
    EXPECT_EQ(first.at("pause_seconds"), 600);
    EXPECT_EQ(first.at("waits_for_turn"), false);
    EXPECT_EQ(first_of(api.post("/api/v1/deployments", operator_, wish("shop"))).at("pause_seconds"), 600);
    careful["pause_seconds"] = nullptr;
    EXPECT_TRUE(first_of(api.post("/api/v1/deployments", operator_, careful)).at("pause_seconds").is_null());
}

TEST_P(DeploymentRoutes, change_the_pause_of_an_order_that_stands) {
    const std::string path = "/api/v1/deployments/" + ordered();
    const auto change = [&](const std::string& body) { return api.send("PATCH", path, operator_, body); };
    const auto paused = change(R"({"pause_seconds": 600})");
    ASSERT_EQ(paused.status, 200) << paused.body;
    EXPECT_EQ(paused.document().at("pause_seconds"), 600);
    EXPECT_EQ(change("{}").document().at("pause_seconds"), 600);
    EXPECT_EQ(change(R"({"pause_seconds": -1})").status, 422);
    EXPECT_TRUE(change(R"({"pause_seconds": null})").document().at("pause_seconds").is_null());
    EXPECT_EQ(api.send("PATCH", path, api.as(auth::Role::auditor), "{}").status, 403);
}

INSTANTIATE_ON_BOTH_DATABASES(DeploymentRoutes);

}  // namespace
}  // namespace certwright::test
