#include "sandbox/auth/policy.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox {
namespace {

std::shared_ptr<const Policy> policy(std::string_view statements) {
    return std::make_shared<const Policy>(
        Policy::parse(std::string{R"({"Statement": [)"} + std::string{statements} + "]}"));
}

Verdict ask(const Policy& policy, const std::string& action) {
    return policy.decide({.action = action});
}

TEST(PolicyLimit, allows_what_both_allow_and_denies_what_either_denies) {
    const auto role = policy(R"({"Effect": "Allow", "Action": "acm:*", "Resource": "*"},
                                {"Effect": "Deny", "Action": "acm:DeleteCertificate", "Resource": "*"})");
    const auto limited = role->limited_by(policy(
        R"({"Effect": "Allow", "Action": ["acm:List*", "acm:DeleteCertificate", "iam:*"], "Resource": "*"},
           {"Effect": "Deny", "Action": "acm:ListTagsForCertificate", "Resource": "*"})"));
    EXPECT_EQ(ask(limited, "acm:ListCertificates"), Verdict::allowed);
    EXPECT_EQ(ask(limited, "acm:ExportCertificate"), Verdict::denied_implicitly) << "only the role allows it";
    EXPECT_EQ(ask(limited, "iam:GetServerCertificate"), Verdict::denied_implicitly)
        << "only the limit allows it";
    EXPECT_EQ(ask(limited, "acm:DeleteCertificate"), Verdict::denied_explicitly);
    EXPECT_EQ(ask(limited, "acm:ListTagsForCertificate"), Verdict::denied_explicitly);
}

TEST(PolicyLimit, adds_to_the_limit_there_is) {
    const auto everything = policy(R"({"Effect": "Allow", "Action": "*", "Resource": "*"})");
    const auto once = std::make_shared<const Policy>(everything->limited_by(
        policy(R"({"Effect": "Allow", "Action": ["acm:A", "acm:B"], "Resource": "*"})")));
    const auto twice =
        once->limited_by(policy(R"({"Effect": "Allow", "Action": ["acm:B", "acm:C"], "Resource": "*"})"));
    EXPECT_EQ(ask(twice, "acm:A"), Verdict::denied_implicitly);
    EXPECT_EQ(ask(twice, "acm:B"), Verdict::allowed);
    EXPECT_EQ(ask(twice, "acm:C"), Verdict::denied_implicitly);
}

}  // namespace
}  // namespace certwright::sandbox
