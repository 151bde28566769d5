#include "contract/lifecycle/importing_aws.hpp"
#include "http/routes/deployments.hpp"
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
    lifecycle::DeploymentPlan plan{*database, deployments, keys, access, api.clock};
    Authority authority;
    crypto::KeyPair key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    net::Headers operator_ = api.as(auth::Role::operator_);

    DeploymentRoutes() {
        http::add_deployment_routes(api.router,
                                    {*database, accounts, repository, keys, deployments, plan, api.clock});
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

INSTANTIATE_ON_BOTH_DATABASES(DeploymentRoutes);

}  // namespace
}  // namespace certwright::test
