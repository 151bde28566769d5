#include "sandbox/faults/firing.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <gtest/gtest.h>

/// Which fault fires for which call.
namespace certwright::sandbox {
namespace {

FaultPlan plan_of(std::string_view rules, std::uint64_t seed = 1) {
    auto plan = FaultPlan::parse(json::parse(R"({"rules": [)" + std::string{rules} + "]}", "the plan"));
    plan.seed = seed;
    return plan;
}

FaultCall listing() {
    return {.service = "acm",
            .operation = "ListCertificates",
            .account = "000000000000",
            .region = "us-east-1",
            .access_key = "test",
            .reads = true,
            .virtual_now = parse_rfc3339("2026-01-02T00:00:00Z"),
            .machine_now = parse_rfc3339("2025-01-01T00:00:00Z")};
}

/// The numbers of the calls, out of the first hundred, for which the first rule fires.
std::vector<int> fired_calls(const FaultPlan& plan) {
    std::vector<FaultCount> counts(plan.rules.size());
    std::vector<int> fired;
    for (int number = 1; number <= 100; ++number) {
        if (!decide(plan, counts, listing()).fired.empty()) fired.push_back(number);
    }
    return fired;
}

std::string firing_refusal(std::string_view rule) {
    try {
        plan_of(rule);
    } catch (const Error& error) {
        return error.message();
    }
    return "";
}

TEST(Firing, at_the_nth_call) {
    EXPECT_EQ(fired_calls(plan_of(R"({"fault": "reset", "nth": 7})")), std::vector<int>{7});
    EXPECT_EQ(fired_calls(plan_of(R"({"fault": "reset", "nth": [3, 90]})")), (std::vector<int>{3, 90}));
}

TEST(Firing, at_every_nth_call) {
    EXPECT_EQ(fired_calls(plan_of(R"({"fault": "reset", "every": 30})")), (std::vector<int>{30, 60, 90}));
    EXPECT_EQ(fired_calls(plan_of(R"({"fault": "reset", "every": 1})")).size(), 100u);
}

TEST(Firing, at_every_call_when_nothing_else_is_said) {
    EXPECT_EQ(fired_calls(plan_of(R"({"fault": "reset"})")).size(), 100u);
}

TEST(Firing, in_bursts) {
    EXPECT_EQ(fired_calls(plan_of(R"({"fault": "throttled", "every": 50, "lasts": 3})")),
              (std::vector<int>{50, 51, 52, 100}));
    EXPECT_EQ(fired_calls(plan_of(R"({"fault": "throttled", "nth": [2, 3], "lasts": 2})")),
              (std::vector<int>{2, 3, 4}));
}

TEST(Firing, so_many_times_at_most) {
    EXPECT_EQ(fired_calls(plan_of(R"({"fault": "reset", "times": 2})")), (std::vector<int>{1, 2}));
    EXPECT_EQ(fired_calls(plan_of(R"({"fault": "reset", "every": 10, "lasts": 2, "times": 3})")),
              (std::vector<int>{10, 11, 20}));
}

TEST(Firing, by_chance_that_the_seed_decides) {
    const auto rule = R"({"fault": "reset", "probability": 0.3})";
    const auto fired = fired_calls(plan_of(rule));
    EXPECT_GT(fired.size(), 15u);
    EXPECT_LT(fired.size(), 45u);
    EXPECT_EQ(fired_calls(plan_of(rule)), fired) << "the same seed";
    EXPECT_NE(fired_calls(plan_of(rule, 2)), fired) << "another one";
    EXPECT_TRUE(fired_calls(plan_of(R"({"fault": "reset", "probability": 0})")).empty());
    EXPECT_EQ(fired_calls(plan_of(R"({"fault": "reset", "probability": 1})")).size(), 100u);
}

TEST(Firing, by_chance_without_regard_to_other_rules) {
    const auto alone = plan_of(R"({"fault": "reset", "probability": 0.3})");
    const auto longer = plan_of(R"({"fault": "reset", "probability": 0.3}, {"fault": "truncated"})");
    for (std::uint64_t number = 1; number <= 100; ++number)
        EXPECT_EQ(fires(alone, 0, number, 0), fires(longer, 0, number, 0));
}

TEST(Firing, for_the_calls_that_match) {
    const auto counted = [](std::string_view matcher) {
        const auto plan = plan_of(R"({"fault": "reset", )" + std::string{matcher} + "}");
        return plan.rules.front().matches(listing());
    };
    EXPECT_TRUE(counted(R"("service": "acm")"));
    EXPECT_FALSE(counted(R"("service": "acm-pca")"));
    EXPECT_TRUE(counted(R"("operation": "List*")"));
    EXPECT_TRUE(counted(R"("operation": ["Describe*", "List*"])"));
    EXPECT_FALSE(counted(R"("operation": "Describe*")"));
    EXPECT_FALSE(counted(R"("account": "1?3456789012")"));
    EXPECT_FALSE(counted(R"("region": "eu-*")"));
    EXPECT_FALSE(counted(R"("access_key": "AKIA*")"));
    EXPECT_TRUE(counted(R"("account": "0*", "region": "us-*", "access_key": "test")"));
}

TEST(Firing, in_its_time_by_either_clock) {
    const auto matches = [](std::string_view times) {
        return plan_of(R"({"fault": "reset", )" + std::string{times} + "}").rules.front().matches(listing());
    };
    EXPECT_TRUE(matches(R"("from": "2026-01-02T00:00:00Z", "until": "2026-01-03T00:00:00Z")"));
    EXPECT_FALSE(matches(R"("until": "2026-01-02T00:00:00Z")"));
    EXPECT_FALSE(matches(R"("from": "2026-01-02T00:00:01Z")"));
    EXPECT_TRUE(matches(R"("clock": "machine", "until": "2025-01-02T00:00:00Z")"));
    EXPECT_FALSE(matches(R"("clock": "machine", "from": "2026-01-01T00:00:00Z")"));
}

TEST(Firing, stale_for_reads_only) {
    const auto plan = plan_of(R"({"fault": "stale"})");
    auto call = listing();
    EXPECT_TRUE(plan.rules.front().matches(call));
    call.reads = false;
    EXPECT_FALSE(plan.rules.front().matches(call));
    EXPECT_EQ(plan.longest_lag(), 5s);
}

TEST(Deciding, adds_latencies_and_ends_at_the_first_other_fault) {
    const auto plan = plan_of(R"({"fault": "latency", "latency": "100ms"},
                                 {"fault": "latency", "latency": ["1s", "2s"]},
                                 {"fault": "proxy_error", "status": 503, "every": 2},
                                 {"fault": "reset"})");
    std::vector<FaultCount> counts(plan.rules.size());
    const auto first = decide(plan, counts, listing());
    EXPECT_EQ(first.kind, FaultKind::reset);
    EXPECT_GE(first.latency, 1100ms);
    EXPECT_LE(first.latency, 2100ms);
    const auto second = decide(plan, counts, listing());
    EXPECT_EQ(second.kind, FaultKind::proxy_error);
    EXPECT_EQ(second.status, 503);
    EXPECT_NE(second.latency, first.latency);
    EXPECT_EQ(counts[3].matched, 1u) << "a rule behind the one that fires does not see the call";
    EXPECT_EQ(counts[2].matched, 2u);
    EXPECT_EQ(counts[2].fired, 1u);
}

TEST(FaultPlans, are_written_as_they_are_read) {
    const auto text = R"({"seed": 7, "rules": [
        {"name": "a", "service": "acm", "operation": ["List*", "Get*"], "nth": [1, 2], "lasts": 3, "times": 4,
         "clock": "machine", "from": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z",
         "fault": "latency", "latency": ["100ms", "2000ms"]},
        {"name": "b", "account": "1*", "probability": 0.5, "fault": "server_error", "status": 503},
        {"name": "c", "every": 5, "fault": "stale", "behind": "1500ms"}]})";
    const auto given = json::parse(text, "the plan");
    EXPECT_EQ(json::value(FaultPlan::parse(given).to_json()), given);
}

TEST(FaultPlans, are_refused_for_what_is_not_understood) {
    EXPECT_EQ(firing_refusal(R"({"fault": "reset"}, {"fault": "explosion"})"),
              "fault rule 2: there is no fault 'explosion'");
    EXPECT_EQ(firing_refusal(R"({})"), "fault rule 1: it needs the text \"fault\"");
    EXPECT_EQ(firing_refusal(R"({"fault": "reset", "oparation": "x"})"),
              "fault rule 1: there is no member \"oparation\"");
    EXPECT_EQ(firing_refusal(R"({"fault": "reset", "every": 2, "nth": 1})"),
              "fault rule 1: only one of \"nth\", \"every\" and \"probability\" can choose the calls");
    EXPECT_EQ(firing_refusal(R"({"fault": "reset", "every": 0})"),
              "fault rule 1: \"every\" is a whole number, 1 or more");
    EXPECT_EQ(firing_refusal(R"({"fault": "reset", "probability": 2})"),
              "fault rule 1: \"probability\" is a number from 0 to 1");
    EXPECT_EQ(firing_refusal(R"({"fault": "reset", "operation": [1]})"),
              "fault rule 1: \"operation\" is a text or a list of texts");
    EXPECT_EQ(firing_refusal(R"({"fault": "reset", "latency": "1s"})"),
              "fault rule 1: \"latency\" does not belong to reset");
    EXPECT_EQ(firing_refusal(R"({"fault": "latency"})"), "fault rule 1: a latency needs \"latency\"");
    EXPECT_EQ(firing_refusal(R"({"fault": "latency", "latency": "1h"})"),
              "fault rule 1: \"latency\" is at most 10m");
    EXPECT_EQ(firing_refusal(R"({"fault": "latency", "latency": ["2s", "1s"]})"),
              "fault rule 1: \"latency\" begins with the shorter one");
    EXPECT_EQ(firing_refusal(R"({"fault": "server_error", "status": 404})"),
              "fault rule 1: \"status\" is 500, 502, 503 or 504");
    EXPECT_EQ(firing_refusal(R"({"fault": "reset", "from": "tomorrow"})"),
              "fault rule 1: \"from\" is a time like 2027-06-01T00:00:00Z");
    EXPECT_EQ(firing_refusal(R"({"fault": "reset", "clock": "sundial"})"),
              "fault rule 1: \"clock\" is virtual or machine");
    EXPECT_EQ(firing_refusal("17"), "fault rule 1 is not an object");
}

}  // namespace
}  // namespace certwright::sandbox
