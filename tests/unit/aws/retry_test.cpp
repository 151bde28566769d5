#include "aws/retry.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace certwright::aws {
namespace {

struct RetryCase {
    const char* name;
    Try last;
    bool again;
    Duration at_least{};  ///< with chance 0
    Duration below{};     ///< with chance almost 1
    int cost = 5;
};

class RetryPolicy : public testing::TestWithParam<RetryCase> {};

TEST_P(RetryPolicy, decides) {
    const RetryCase& row = GetParam();
    const auto soonest = plan_retry(row.last, 0.0), latest = plan_retry(row.last, 0.999'999);
    ASSERT_EQ(soonest.has_value(), row.again);
    ASSERT_EQ(latest.has_value(), row.again);
    if (!row.again) return;
    EXPECT_EQ(soonest->delay, row.at_least);
    EXPECT_LE(latest->delay, row.below);
    EXPECT_GT(latest->delay, row.below - 1ms);
    EXPECT_EQ(soonest->cost, row.cost);
}

std::vector<RetryCase> retry_cases() {
    using enum FailureKind;
    return {
        {"first_5xx", {.kind = service, .number = 1, .http_status = 500}, true, 0s, 1s},
        {"second_5xx", {.kind = service, .number = 2, .http_status = 500}, true, 0s, 2s},
        {"third_5xx", {.kind = service, .number = 3, .http_status = 500}, false},
        {"a_500_may_have_imported", {.kind = service, .http_status = 500, .idempotent = false}, false},
        {"so_may_a_503", {.kind = service, .http_status = 503, .idempotent = false}, false},
        {"a_503_of_a_read", {.kind = service, .http_status = 503}, true, 0s, 1s},
        {"first_throttle", {.kind = throttled, .throttles = 1, .http_status = 400}, true, 500ms, 1s, 0},
        {"third_throttle", {.kind = throttled, .throttles = 3, .http_status = 400}, true, 2s, 4s, 0},
        {"hundredth_throttle", {.kind = throttled, .throttles = 100, .http_status = 400}, true, 10s, 20s, 0},
        {"throttle_of_an_import",
         {.kind = throttled, .throttles = 1, .idempotent = false},
         true,
         500ms,
         1s,
         0},
        {"quota", {.kind = quota, .http_status = 400}, false},
        {"access_denied", {.kind = access_denied, .http_status = 403}, false},
        {"invalid", {.kind = invalid, .http_status = 400}, false},
        {"html_500_once", {.kind = malformed, .http_status = 500}, true, 0s, 1s},
        {"html_500_not_twice", {.kind = malformed, .number = 2, .http_status = 500}, false},
        {"html_200", {.kind = malformed, .http_status = 200}, false},
        {"no_route", {.kind = unreachable, .sent = false}, true, 0s, 1s},
        {"no_route_for_an_import", {.kind = unreachable, .sent = false, .idempotent = false}, true, 0s, 1s},
        {"lost_reply_of_a_read", {.kind = unreachable}, true, 0s, 1s},
        {"lost_reply_of_an_import", {.kind = unreachable, .idempotent = false}, false},
        {"time_out", {.kind = unreachable, .timed_out = true}, true, 0s, 1s, 10},
        {"untrusted_certificate", {.kind = unreachable, .sent = false, .transient = false}, false},
        {"cancelled", {.kind = cancelled, .sent = false}, false},
    };
}

INSTANTIATE_TEST_SUITE_P(Table, RetryPolicy, testing::ValuesIn(retry_cases()),
                         [](const auto& row) { return std::string{row.param.name}; });

TEST(Retry, waits_as_long_as_the_answer_asks) {
    using enum FailureKind;
    EXPECT_EQ(plan_retry({.kind = service, .http_status = 503, .retry_after = 7s}, 0.5)->delay, 7s);
    EXPECT_EQ(plan_retry({.kind = throttled, .throttles = 1, .retry_after = 30s}, 0.5)->delay, 30s);
    EXPECT_EQ(retry_after_of({{"Retry-After", "3"}}), 3s);
    EXPECT_EQ(retry_after_of({{"Retry-After", "3"}, {"x-amz-retry-after", "1500"}}), 1500ms);
    for (const char* odd : {"", "-1", "soon", "3s", "99999999999999999999", "Wed, 21 Oct 2026 07:28:00 GMT"})
        EXPECT_EQ(retry_after_of({{"Retry-After", odd}}), std::nullopt) << odd;
}

TEST(RetryTokens, run_out_and_come_back) {
    RetryTokens tokens;
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(tokens.take(5));
    EXPECT_FALSE(tokens.take(5));
    tokens.give_back(0);
    EXPECT_EQ(tokens.left(), 1);
    tokens.give_back(10);
    EXPECT_TRUE(tokens.take(10));
    for (int i = 0; i < 600; ++i) tokens.give_back(1);
    EXPECT_EQ(tokens.left(), 500);
}

}  // namespace
}  // namespace certwright::aws
