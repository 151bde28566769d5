#include "lifecycle/deployment/quota.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace certwright::lifecycle {
namespace {

using Quotas = std::vector<aws::service_quotas::Quota>;

aws::Failure failure_of(aws::FailureKind kind) {
    return {.kind = kind,
            .service = "servicequotas",
            .operation = "ListServiceQuotas",
            .region = "eu-west-1",
            .code = "SomeException",
            .message = "AWS said so",
            .request_id = {}};
}

TEST(ImportLimits, are_what_aws_has_set_the_account) {
    const auto limits =
        import_limits(Quotas{{"L-F141DD1D", 1}, {"L-D2CB7DE9", 2500.0}, {"L-3808DC70", 20.0}});
    EXPECT_EQ(limits, (ImportLimits{{2500, ""}, {20, ""}}));
    EXPECT_FALSE(limits.held.is_default());
}

TEST(ImportLimits, are_the_defaults_with_the_permission_that_is_missing) {
    const auto limits = import_limits(failure_of(aws::FailureKind::access_denied));
    const std::string why = "the account does not allow servicequotas:ListServiceQuotas";
    EXPECT_EQ(limits, (ImportLimits{{2500, why}, {5000, why}}));
    EXPECT_TRUE(limits.held.is_default());
}

TEST(ImportLimits, are_the_defaults_in_the_words_of_any_other_failure) {
    const auto limits = import_limits(failure_of(aws::FailureKind::unreachable));
    EXPECT_EQ(limits.in_year.most, 5000);
    EXPECT_NE(limits.in_year.default_because.find("AWS said so"), std::string::npos);
}

TEST(ImportLimits, are_each_by_itself_where_one_is_not_told_or_is_no_number_of_certificates) {
    const auto limits = import_limits(Quotas{{"L-D2CB7DE9", 3}});
    EXPECT_EQ(limits.held, (Limit{3, ""}));
    EXPECT_EQ(limits.in_year.most, 5000);
    EXPECT_NE(limits.in_year.default_because.find("L-3808DC70"), std::string::npos);
    for (const double nonsense : {-1.0, 1e300, std::numeric_limits<double>::infinity()})
        EXPECT_TRUE(import_limits(Quotas{{"L-D2CB7DE9", nonsense}}).held.is_default()) << nonsense;
}

TEST(ServerCertificateLimit, is_what_iam_tells_or_its_default) {
    EXPECT_EQ(server_certificate_limit(aws::iam::AccountSummary{1000}), (Limit{1000, ""}));
    EXPECT_EQ(server_certificate_limit(failure_of(aws::FailureKind::access_denied)),
              (Limit{20, "the account does not allow iam:GetAccountSummary"}));
}

}  // namespace
}  // namespace certwright::lifecycle
