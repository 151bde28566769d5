#include "auth/throttle.hpp"

#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

namespace certwright::auth {
namespace {

struct Throttling : testing::Test {
    test::FakeClock clock;
    Throttle throttle{clock};

    void exhaust(const std::string& key) {
        for (int i = 0; i < Throttle::free_attempts; ++i) EXPECT_FALSE(throttle.attempt({key}));
    }
};

TEST_F(Throttling, lets_five_attempts_through_and_then_doubles_the_wait) {
    exhaust("alice");
    for (const Duration wait : {1s, 2s, 4s, 8s}) {
        EXPECT_EQ(throttle.attempt({"alice"}), wait);
        clock.advance(wait - 1ms);
        EXPECT_EQ(throttle.attempt({"alice"}), Duration{1ms});
        clock.advance(1ms);
        EXPECT_FALSE(throttle.attempt({"alice"}));
    }
}

TEST_F(Throttling, never_waits_longer_than_fifteen_minutes) {
    exhaust("alice");
    for (int i = 0; i < 40; ++i) {
        const auto wait = throttle.attempt({"alice"});
        ASSERT_TRUE(wait);
        EXPECT_LE(*wait, Throttle::longest_wait);
        clock.advance(*wait);
        EXPECT_FALSE(throttle.attempt({"alice"}));
    }
    EXPECT_EQ(throttle.attempt({"alice"}), Throttle::longest_wait);
}

TEST_F(Throttling, keeps_keys_apart) {
    exhaust("alice");
    EXPECT_TRUE(throttle.attempt({"alice"}));
    EXPECT_FALSE(throttle.attempt({"bob"}));
}

TEST_F(Throttling, counts_nothing_when_one_of_several_keys_must_wait) {
    exhaust("alice");
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(throttle.attempt({"alice", "10.0.0.1"}));
    EXPECT_FALSE(throttle.attempt({"10.0.0.1"}));
    clock.advance(1s);
    EXPECT_FALSE(throttle.attempt({"alice", "10.0.0.1"}));
}

TEST_F(Throttling, forgets_after_half_an_hour_or_when_told) {
    exhaust("alice");
    throttle.forget("alice");
    exhaust("alice");
    EXPECT_TRUE(throttle.attempt({"alice"}));
    clock.advance(Throttle::memory);
    exhaust("alice");
    EXPECT_TRUE(throttle.attempt({"alice"}));
}

TEST_F(Throttling, takes_back_one_attempt_only) {
    for (int i = 0; i < 100; ++i) {
        EXPECT_FALSE(throttle.attempt({"office"}));
        throttle.take_back("office");
    }
    exhaust("office");
    EXPECT_TRUE(throttle.attempt({"office"}));
}

TEST_F(Throttling, keeps_the_keys_under_attack_when_it_is_flooded) {
    Throttle small{clock, 100};
    for (int i = 0; i < Throttle::free_attempts; ++i) EXPECT_FALSE(small.attempt({"alice"}));
    for (int i = 0; i < 10'000; ++i) EXPECT_FALSE(small.attempt({"flood " + std::to_string(i)}));
    EXPECT_TRUE(small.attempt({"alice"}));
}

}  // namespace
}  // namespace certwright::auth
