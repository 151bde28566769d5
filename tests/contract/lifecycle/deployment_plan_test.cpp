#include "lifecycle/deployment_plan.hpp"

#include "deployment_run_fixture.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

using Texts = std::vector<std::string>;

/// Pre-flights of several certificates at once.
struct DeploymentPlanTest : DeploymentRunFixture {
    AccountLimits limits{clock};
    DeploymentPlan plan{*database, deployments, keys, access, limits, clock};
    const Made made = make("store.example");

    /// What would happen to each in each region: "store in us-east-1: first_import", and the rules of a
    /// refusal.
    Texts look(const Texts& names, bool replace = false) {
        BulkWish wish;
        for (const std::string& name : names) wish.certificates.push_back(get(name));
        wish.account = database->read(
            [&](store::Connection& connection) { return accounts.get(connection, account.text()); });
        wish.regions = {"us-east-1", "eu-west-1"};
        wish.replace = replace;
        Texts told;
        for (const PlannedCertificate& planned : plan.look(wish))
            for (const PlannedRegion& region : planned.regions) {
                told.push_back(fmt::format("{} in {}: {}", planned.certificate.settings.name, region.region,
                                           to_string(region.step.action)));
                for (const Refusal& refusal : region.step.refusals) told.back() += " " + refusal.rule;
            }
        return told;
    }
};

TEST_P(DeploymentPlanTest, of_the_very_same_twice_each_region_imports_one) {
    add("store", made);
    add("twin", made);
    EXPECT_EQ(look({"store", "shop", "twin"}),
              (Texts{"store in us-east-1: first_import", "store in eu-west-1: first_import",
                     "shop in us-east-1: first_import", "shop in eu-west-1: first_import",
                     "twin in us-east-1: refused same_certificate_twice",
                     "twin in eu-west-1: refused same_certificate_twice"}));
    EXPECT_EQ(look({"twin"}), (Texts{"twin in us-east-1: first_import", "twin in eu-west-1: first_import"}))
        << "by itself it is none of two";
    EXPECT_TRUE(aws.held.empty());
}

TEST_P(DeploymentPlanTest, another_certificate_of_the_same_names_or_key_is_not_the_same) {
    add("store", made);
    add("names", make("store.example"));
    add("key", make("other.example", crypto::KeyPair::from_pem(made.key.to_pkcs8_pem().reveal()),
                    "2049-12-31T23:59:59Z"));
    for (const std::string& told : look({"store", "names", "key"}))
        EXPECT_TRUE(told.ends_with(": first_import")) << told;
}

TEST_P(DeploymentPlanTest, what_neither_would_import_is_no_import_of_the_same_twice) {
    add("store", made);
    add("twin", made);
    aws.import(pem(made), chain());
    const Texts told = look({"store", "twin"}, /*replace=*/true);
    EXPECT_EQ(told.front(), "store in us-east-1: nothing_to_do");
    EXPECT_EQ(told.back(), "twin in eu-west-1: refused same_certificate_exists");
}

TEST_P(DeploymentPlanTest, what_policies_do_not_allow_is_refused_before_anybody_tested_the_account) {
    add("store", made);
    aws.denied = "acm:ImportCertificate";
    EXPECT_EQ(look({"store"}), (Texts{"store in us-east-1: refused permission_missing",
                                      "store in eu-west-1: refused permission_missing"}));
    aws.denied = "acm:DeleteCertificate";
    EXPECT_EQ(look({"store"}).front(), "store in us-east-1: first_import");
}

TEST_P(DeploymentPlanTest, what_is_no_version_and_would_be_gone_is_told) {
    const auto warnings = [&] {
        const auto account_ = database->read(
            [&](store::Connection& connection) { return accounts.get(connection, account.text()); });
        const auto planned = plan.look(
            DeploymentWish{.certificate = get("shop"), .account = account_, .regions = {"us-east-1"}});
        EXPECT_EQ(planned.front().step.action, Action::reimport);
        Texts told;
        for (const Warning& warning : planned.front().step.warnings)
            if (warning.rule == "replaces_foreign") told.push_back(warning.message);
        return told;
    };
    order(shop, {.auto_redeploy = true});
    run_all();
    const Made foreign = make("shop.example");
    aws.import(pem(foreign), chain(), only().arn);
    ASSERT_EQ(warnings().size(), 1U);
    EXPECT_TRUE(warnings().front().ends_with("whose key is not held here, so that it cannot be put back"))
        << warnings().front();
    bring(shop.id, foreign);
    bring(shop.id, make("shop.example"));
    EXPECT_EQ(warnings(), Texts{}) << "an earlier version is no stranger";
}

INSTANTIATE_ON_BOTH_DATABASES(DeploymentPlanTest);

}  // namespace
}  // namespace certwright::lifecycle
