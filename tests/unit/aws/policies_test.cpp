#include "aws/policies.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace certwright::aws {
namespace {

json::array statements_of(const std::string& policy) {
    const auto document = json::parse(policy, "policy").as_object();
    EXPECT_EQ(document.at("Version"), "2012-10-17");
    return document.at("Statement").as_array();
}

std::multiset<std::string> actions_of(const std::string& policy) {
    std::multiset<std::string> actions;
    for (const auto& statement : statements_of(policy))
        for (const auto& action : json::texts(statement.as_object(), "Action")) actions.insert(action);
    return actions;
}

TEST(Policies, for_discovery_only_read) {
    const auto actions = actions_of(discovery_policy("aws"));
    EXPECT_TRUE(actions.contains("acm:ListCertificates"));
    EXPECT_TRUE(actions.contains("iam:GetServerCertificate"));
    for (const auto& action : actions) {
        const auto verb = action.substr(action.find(':') + 1);
        EXPECT_TRUE(verb.starts_with("List") || verb.starts_with("Get") || verb.starts_with("Describe") ||
                    verb.starts_with("Search"))
            << action;
    }
}

TEST(Policies, name_each_action_of_each_feature_once) {
    const auto actions = actions_of(full_policy("aws"));
    std::size_t wanted = 0;
    for (const auto& feature : features())
        for (const auto action : feature.actions) {
            EXPECT_EQ(actions.count(std::string{action}), 1u) << action;
            ++wanted;
        }
    EXPECT_EQ(actions.size(), wanted);
}

TEST(Policies, have_distinct_alphanumeric_sids_and_no_wildcard_actions) {
    std::set<std::string> sids;
    for (const auto& statement : statements_of(full_policy("aws"))) {
        const auto sid = json::text(statement.as_object(), "Sid").value();
        EXPECT_TRUE(sids.insert(sid).second) << sid;
        EXPECT_TRUE(std::ranges::all_of(sid, [](unsigned char c) { return std::isalnum(c); })) << sid;
        EXPECT_EQ(boost::json::serialize(statement.at("Action")).find('*'), std::string::npos);
    }
}

TEST(Policies, hold_resources_to_the_partition) {
    for (const auto& statement : statements_of(full_policy("aws-cn"))) {
        const auto resource = json::text(statement.as_object(), "Resource").value();
        EXPECT_TRUE(resource == "*" || resource.starts_with("arn:aws-cn:")) << resource;
    }
    EXPECT_EQ(resource_pattern("acm:DeleteCertificate", "aws"), "arn:aws:acm:*:*:certificate/*");
    EXPECT_EQ(resource_pattern("acm:ListCertificates", "aws"), "*");
    EXPECT_THROW(discovery_policy("aws-moon"), Error);
}

TEST(Policies, trust_one_principal_with_its_external_id) {
    EXPECT_EQ(
        json::parse(trust_policy("aws", "arn:aws:iam::111122223333:role/certwright", "secret-id"), "policy"),
        json::parse(R"({"Version": "2012-10-17", "Statement": [{"Sid": "CertwrightAssumesThisRole",
                "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/certwright"},
                "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": "secret-id"}}}]})",
                    "expectation"));
    const auto policy = trust_policy("aws-us-gov", "111122223333", "");
    EXPECT_NE(policy.find("arn:aws-us-gov:iam::111122223333:root"), std::string::npos);
    EXPECT_EQ(policy.find("Condition"), std::string::npos);
    EXPECT_THROW(trust_policy("aws", "*", ""), Error);
}

}  // namespace
}  // namespace certwright::aws
