#include "sandbox/acm/daily_round.hpp"

#include "sandbox/acm/remaining_days.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox::acm {
namespace {

TEST(DailyRound, counts_days_that_have_begun) {
    Content content;
    content.not_after = Time{std::chrono::days{100}};
    const auto left = [&](Duration before) { return remaining_days(content, content.not_after - before); };
    EXPECT_EQ(left(std::chrono::hours{24 * 45}), 45);
    EXPECT_EQ(left(std::chrono::hours{24 * 45} - 1s), 45);
    EXPECT_EQ(left(std::chrono::hours{24 * 45} + 1s), 46);
    EXPECT_EQ(left(1s), 1);
    EXPECT_EQ(left(0s), 0);
}

TEST(DailyRound, tells_of_the_end_every_day) {
    EXPECT_FALSE(is_expiration_approaching(46, 45));
    EXPECT_TRUE(is_expiration_approaching(45, 45));
    EXPECT_TRUE(is_expiration_approaching(1, 45));
    EXPECT_FALSE(is_expiration_approaching(0, 45));
    EXPECT_FALSE(is_expiration_approaching(4, 3));
}

TEST(DailyRound, reminds_of_renewals_ever_more_rarely) {
    std::vector<int> of_public, of_private;
    for (int days = 60; days > 0; --days) {
        if (is_reminder_due(days, true)) of_public.push_back(days);
        if (is_reminder_due(days, false)) of_private.push_back(days);
    }
    EXPECT_EQ(of_public, (std::vector<int>{30, 15, 3, 1}));
    EXPECT_EQ(of_private, (std::vector<int>{45, 30, 15, 3, 1}));
}

}  // namespace
}  // namespace certwright::sandbox::acm
