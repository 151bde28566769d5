#include "lifecycle/deployment/superseded.hpp"

#include "lifecycle/deployment/server_certificate_name.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

struct Superseded : testing::Test {
    std::string rule() const {
        const auto reason = reason_to_keep(held, "dep_1", claims);
        return reason ? reason->rule : "";
    }

    HeldServerCertificate held{"arn:1", "shop-aaaaaaaaaaaaaaaa", std::string(64, 'a'), "dep_1", true};
    DeploymentClaims claims{{"arn:2"}, {std::string(64, 'b')}};
};

TEST_F(Superseded, is_what_the_deployment_uploaded_and_nobody_keeps_or_wants) {
    EXPECT_EQ(rule(), "");
}

TEST_F(Superseded, is_nothing_that_has_no_tag_or_anothers) {
    held.deployment.clear();
    EXPECT_EQ(rule(), "not_uploaded_by_it");
    held.deployment = "dep_2";
    EXPECT_EQ(rule(), "not_uploaded_by_it");
}

TEST_F(Superseded, is_nothing_whose_name_is_not_that_of_its_version) {
    held.name = "shop-by-hand";
    EXPECT_EQ(rule(), "not_uploaded_by_it");
    held.name = "shop-bbbbbbbbbbbbbbbb";
    EXPECT_EQ(rule(), "not_uploaded_by_it");
}

TEST_F(Superseded, is_nothing_that_the_repository_does_not_hold) {
    held.is_version = false;
    EXPECT_EQ(rule(), "not_uploaded_by_it");
}

TEST_F(Superseded, is_nothing_that_a_deployment_keeps) {
    claims.arns.insert("arn:1");
    EXPECT_EQ(rule(), "kept_by_a_deployment");
}

TEST_F(Superseded, is_nothing_that_a_deployment_wants) {
    claims.fingerprints.insert(std::string(64, 'a'));
    EXPECT_EQ(rule(), "wanted_by_a_deployment");
}

TEST(ServerCertificateNames, tell_the_version) {
    const std::string fingerprint(64, 'a');
    EXPECT_EQ(version_in_name(server_certificate_name("shop", fingerprint)), "aaaaaaaaaaaaaaaa");
    EXPECT_EQ(version_in_name(server_certificate_name(std::string(200, 'x'), fingerprint)),
              "aaaaaaaaaaaaaaaa");
    EXPECT_EQ(version_in_name("aaaaaaaaaaaaaaaa"), "");
    EXPECT_EQ(version_in_name("shopaaaaaaaaaaaaaaaa"), "");
    EXPECT_EQ(version_in_name("shop-AAAAAAAAAAAAAAAA"), "");
    EXPECT_EQ(version_in_name("shop-aaaaaaaaaaaaaaag"), "");
    EXPECT_EQ(version_in_name(""), "");
}

}  // namespace
}  // namespace certwright::lifecycle
