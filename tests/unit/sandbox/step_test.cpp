#include "sandbox/fixture/step.hpp"

#include "sandbox/fixture/document.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox {
namespace {

using std::chrono::days;

TEST(Steps, are_in_the_order_of_time_and_inherit_what_they_do_not_say) {
    const auto document = parse_fixture(R"(
steps:
  - {at: -10d, account: "1", region: eu-west-1, call: acm.ListCertificates}
  - {call: acm.GetAccountConfiguration}
  - {at: +2d, call: iam.ListServerCertificates}
  - {at: -20d, region: us-west-2, call: acm.ListCertificates, as: first}
  - {at: +1h, make: {a: {names: [x.test]}}}
)");
    const auto steps = read_steps(Part{document, ""});
    ASSERT_EQ(steps.size(), 5U);
    EXPECT_EQ(steps[0].as, "first");
    EXPECT_EQ(steps[0].label(), "steps[3] (acm.ListCertificates)");
    EXPECT_EQ(steps[0].region, "us-west-2");
    EXPECT_EQ(steps[0].account_id, "1");
    EXPECT_EQ(steps[1].label(), "steps[4]");
    EXPECT_EQ(steps[1].at, days{-20} + 1h);
    EXPECT_EQ(steps[2].region, "eu-west-1");
    EXPECT_EQ(steps[3].operation, "GetAccountConfiguration");
    EXPECT_EQ(steps[3].at, days{-10});
    EXPECT_EQ(steps[4].at, days{-8});
    EXPECT_EQ(steps[4].service, "iam");
}

}  // namespace
}  // namespace certwright::sandbox
