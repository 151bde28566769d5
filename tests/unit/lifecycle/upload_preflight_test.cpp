#include "lifecycle/deployment/upload_preflight.hpp"

#include "content.hpp"
#include "lifecycle/deployment/server_certificate_name.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using test::good_content;
using test::rules_of;
using test::served_of;
using Rules = std::vector<std::string>;

constexpr const char* arn_prefix = "arn:aws:iam::123456789012:server-certificate/";

struct UploadPreflight : testing::Test {
    Step step() const { return upload_preflight(content, order, view, test::now); }
    Served& add_same(const std::string& name, std::string deployment = "") {
        Served served = served_of(content, arn_prefix + name);
        served.deployment = std::move(deployment);
        return view.same.emplace_back(std::move(served));
    }

    Content content = good_content();
    DeploymentOrder order{.deployment = "dep_1"};
    ServerCertificateView view{.name = {"shop-f1"}};
};

TEST_F(UploadPreflight, uploads_what_is_not_there_under_its_name) {
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::first_import);
    EXPECT_EQ(planned.reason, "it is uploaded as shop-f1");
    EXPECT_EQ(rules_of(planned.warnings), Rules{});
}

TEST_F(UploadPreflight, refuses_what_was_revoked) {
    content.revocation = {test::now, "SUPERSEDED"};
    EXPECT_EQ(rules_of(step().refusals), Rules{"revoked"});
}

TEST_F(UploadPreflight, says_that_users_of_the_version_before_stay_with_it) {
    order.arn = std::string{arn_prefix} + "shop-f0";
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::first_import);
    EXPECT_EQ(rules_of(planned.warnings), Rules{"iam_not_replaced"});
}

TEST_F(UploadPreflight, keeps_what_was_uploaded_for_the_deployment) {
    add_same("shop-f1");
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::nothing_to_do);
    EXPECT_EQ(planned.arn, std::string{arn_prefix} + "shop-f1");
}

TEST_F(UploadPreflight, says_that_its_own_stays_where_it_is_when_the_path_is_another) {
    add_same("shop-f1");
    EXPECT_EQ(rules_of(step().warnings), Rules{});
    view.name.path = "/cloudfront/shop/";
    EXPECT_EQ(step().action, Action::nothing_to_do);
    EXPECT_EQ(rules_of(step().warnings), Rules{"path_of_next_version"});
}

TEST_F(UploadPreflight, keeps_its_own_under_an_older_name) {
    add_same("store-f1", "dep_1");
    EXPECT_EQ(step().action, Action::nothing_to_do);
}

TEST_F(UploadPreflight, refuses_a_second_of_the_very_certificate) {
    add_same("by-hand");
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::refused);
    EXPECT_EQ(rules_of(planned.refusals), Rules{"in_iam_already"});
    order.deployment.clear();  // before anything is ordered
    EXPECT_EQ(rules_of(step().refusals), Rules{"in_iam_already"});
}

TEST_F(UploadPreflight, takes_the_very_certificate_over_when_it_may_replace) {
    add_same("by-hand");
    order.replace = true;
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::nothing_to_do);
    EXPECT_EQ(planned.arn, std::string{arn_prefix} + "by-hand");
}

TEST_F(UploadPreflight, takes_nothing_over_that_another_deployment_keeps) {
    add_same("by-hand", "dep_2");
    order.replace = true;
    EXPECT_EQ(rules_of(step().refusals), Rules{"kept_by_another_deployment"});
}

TEST_F(UploadPreflight, warns_of_another_chain_which_cannot_be_replaced) {
    add_same("shop-f1").issuers = std::vector<std::string>{"other"};
    EXPECT_EQ(rules_of(step().warnings), Rules{"other_chain"});
}

TEST_F(UploadPreflight, refuses_with_every_rule_at_once) {
    view.name = {"shop-f1", "cloudfront", true};
    view.missing_permissions = {"iam:UploadServerCertificate"};
    view.held = {.used = 20, .limit = {20}};
    content.key_spki_sha256.clear();
    order.tags = {{"aws:x", "y"}};
    EXPECT_EQ(rules_of(step().refusals),
              (Rules{"tag_key_reserved", "iam_name_taken", "iam_path", "no_private_key", "permission_missing",
                     "server_certificate_quota_full"}));
}

TEST_F(UploadPreflight, only_warns_where_iam_does_not_tell_the_limit) {
    view.held = {.used = 20, .limit = {20, "the account does not allow iam:GetAccountSummary"}};
    EXPECT_EQ(step().action, Action::first_import);
    ASSERT_EQ(rules_of(step().warnings), Rules{"server_certificate_quota_nearly_full"});
    EXPECT_NE(step().warnings[0].message.find("iam:GetAccountSummary"), std::string::npos);
}

TEST(ServerCertificateNames, are_of_the_certificate_and_its_version) {
    const std::string fingerprint(64, 'a');
    EXPECT_EQ(server_certificate_name("shop", fingerprint), "shop-aaaaaaaaaaaaaaaa");
    EXPECT_EQ(server_certificate_name("Müll & Söhne", fingerprint), "M--ll---S--hne-aaaaaaaaaaaaaaaa");
    EXPECT_EQ(server_certificate_name("*.example.com", fingerprint), "-.example.com-aaaaaaaaaaaaaaaa");
    EXPECT_EQ(server_certificate_name(std::string(200, 'x'), fingerprint).size(), 128U);
}

}  // namespace
}  // namespace certwright::lifecycle
