#include "jobs/retry_policy.hpp"

#include <gtest/gtest.h>

namespace certwright::jobs {
namespace {

TEST(RetryPolicy, doubles_the_delay_up_to_a_quarter_of_an_hour) {
    EXPECT_EQ(retry_delay(1, 0), 2s);
    EXPECT_EQ(retry_delay(2, 0), 4s);
    EXPECT_EQ(retry_delay(9, 0), 512s);
    EXPECT_EQ(retry_delay(10, 0), 15min);
    EXPECT_EQ(retry_delay(1'000'000, 0), 15min);
    EXPECT_EQ(retry_delay(0, 0), 2s);
}

TEST(RetryPolicy, takes_off_at_most_half_by_chance) {
    EXPECT_EQ(retry_delay(2, 0.5), 3s);
    EXPECT_GE(retry_delay(2, 0.999999), 2s);
}

TEST(RetryPolicy, gives_up_where_repeating_never_helps) {
    for (const Fault fault : {Fault::unavailable, Fault::rate_limited, Fault::conflict, Fault::internal}) {
        EXPECT_TRUE(worth_retrying(fault));
    }
    for (const Fault fault : {Fault::invalid, Fault::forbidden, Fault::not_found, Fault::unauthenticated}) {
        EXPECT_FALSE(worth_retrying(fault));
    }
}

}  // namespace
}  // namespace certwright::jobs
