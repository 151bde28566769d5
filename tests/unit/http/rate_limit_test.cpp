#include "http/rate_limit.hpp"

#include "base/error.hpp"
#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

namespace certwright::http {
namespace {

TEST(RateLimit, lets_a_burst_through_and_then_one_at_a_time) {
    test::FakeClock clock;
    RateLimit limit{clock, {.per_second = 0.5, .burst = 3}};
    for (int i = 0; i < 3; ++i) limit.take("a");
    try {
        limit.take("a");
        FAIL() << "the fourth went through";
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::rate_limited);
        EXPECT_EQ(error.retry_after(), 2000ms);
    }
    clock.advance(2s);
    EXPECT_NO_THROW(limit.take("a"));
    EXPECT_THROW(limit.take("a"), Error);
}

TEST(RateLimit, counts_each_key_for_itself) {
    test::FakeClock clock;
    RateLimit limit{clock, {.per_second = 1, .burst = 1}};
    limit.take("a");
    EXPECT_NO_THROW(limit.take("b"));
    EXPECT_THROW(limit.take("a"), Error);
}

TEST(RateLimit, takes_back_what_was_given_back) {
    test::FakeClock clock;
    RateLimit limit{clock, {.per_second = 1, .burst = 1}};
    for (int i = 0; i < 10; ++i) {
        limit.take("a");
        limit.give_back("a");
    }
    EXPECT_NO_THROW(limit.take("a"));
}

TEST(RateLimit, stays_bounded_and_still_limits) {
    test::FakeClock clock;
    RateLimit limit{clock, {.per_second = 1, .burst = 1}};
    for (int i = 0; i < 25'000; ++i) limit.take(std::to_string(i));
    limit.take("a");
    EXPECT_THROW(limit.take("a"), Error);
}

}  // namespace
}  // namespace certwright::http
