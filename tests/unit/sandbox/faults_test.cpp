#include "sandbox/faults/faults.hpp"

#include "base/json.hpp"
#include "small_world.hpp"

#include <thread>

/// The plan in force, its counts and its log; and the past that stale reads see.
namespace certwright::sandbox {
namespace {

using test::home;
using test::SmallWorld;

FaultPlan every_third_reset() {
    return FaultPlan::parse(
        json::parse(R"({"rules": [{"name": "third", "fault": "reset", "every": 3}]})", "the plan"));
}

TEST(Faults, count_each_call_once_whoever_calls) {
    SmallWorld small;
    Faults faults{small.world.clock, small.machine, every_third_reset()};
    std::vector<std::thread> clients;
    for (int client = 0; client < 4; ++client) {
        clients.emplace_back([&] {
            for (int number = 0; number < 300; ++number) faults.meet({}, "id");
        });
    }
    for (auto& client : clients) client.join();
    EXPECT_EQ(faults.counts().front().matched, 1200u);
    EXPECT_EQ(faults.counts().front().fired, 400u);
    EXPECT_EQ(faults.fired(), 400u);
}

TEST(Faults, log_what_fired_up_to_a_bound) {
    SmallWorld small;
    Faults faults{small.world.clock, small.machine, every_third_reset()};
    for (int number = 1; number <= 6; ++number)
        faults.meet({.service = "acm", .operation = "ListCertificates"}, "id-" + std::to_string(number));
    const auto log = faults.log(10);
    ASSERT_EQ(log.size(), 2u);
    EXPECT_EQ(log.front().request_id, "id-6") << "the newest first";
    EXPECT_EQ(log.front().number, 6u);
    EXPECT_EQ(log.front().rule, "third");
    EXPECT_EQ(log.front().call.operation, "ListCertificates");
    EXPECT_EQ(log.front().machine_at, small.machine.now());
    for (int number = 0; number < 6000; ++number) faults.meet({}, "more");
    EXPECT_EQ(faults.log(SIZE_MAX).size(), 1000u);
    EXPECT_EQ(faults.fired(), 2002u);
}

TEST(Faults, begin_anew_with_the_plan_they_had_first) {
    SmallWorld small;
    Faults faults{small.world.clock, small.machine, every_third_reset()};
    for (int number = 0; number < 4; ++number) faults.meet({}, "id");
    faults.put({});
    EXPECT_FALSE(faults.any());
    EXPECT_FALSE(faults.meet({}, "id").kind);
    faults.restart();
    EXPECT_TRUE(faults.any());
    EXPECT_TRUE(faults.log(10).empty());
    EXPECT_FALSE(faults.meet({}, "id").kind);
    EXPECT_FALSE(faults.meet({}, "id").kind);
    EXPECT_EQ(faults.meet({}, "id").kind, FaultKind::reset);
}

TEST(Faults, take_one_more_rule_and_count_on) {
    SmallWorld small;
    Faults faults{small.world.clock, small.machine, every_third_reset()};
    faults.meet({}, "id");
    faults.add(FaultRule::parse(json::object{{"fault", "truncated"}}, 2));
    EXPECT_EQ(faults.meet({}, "id").kind, FaultKind::truncated);
    EXPECT_EQ(faults.meet({}, "id").kind, FaultKind::reset);
    EXPECT_EQ(faults.counts()[0].matched, 3u);
    EXPECT_EQ(faults.counts()[1].matched, 1u);
}

class Past : public testing::Test {
  protected:
    void write(const std::string& name) {
        past.keep(account(), "us-east-1", small.machine.now(), lag);
        account().name = name;
    }
    /// The account's name at that time; "now" when nothing has changed since.
    std::string name_before(Duration span) const {
        const auto state = past.at(home, "us-east-1", small.machine.now() - span);
        return state ? state->name : "now";
    }
    Account& account() { return small.world.accounts.at(home); }

    const Duration lag = 8s;
    SmallWorld small;
    PastStates past;
};

TEST_F(Past, is_what_was_there_before_a_write) {
    account().name = "first";
    write("second");
    small.machine.advance(4s);
    write("third");
    small.machine.advance(2s);
    EXPECT_EQ(name_before(7s), "first");
    EXPECT_EQ(name_before(3s), "second");
    EXPECT_EQ(name_before(1s), "now");
    small.machine.advance(6s);
    EXPECT_EQ(name_before(9s), "second");
    EXPECT_EQ(name_before(7s), "now");
}

TEST_F(Past, has_few_copies) {
    account().name = "first";
    write("second");
    small.machine.advance(500ms);
    write("third");
    small.machine.advance(500ms);
    EXPECT_EQ(name_before(2s), "first");
    EXPECT_EQ(name_before(700ms), "now") << "too close to the copy before";
}

TEST_F(Past, knows_the_region_that_was_called_and_no_other) {
    account().regions.at("us-east-1").acm.certificates["arn"].domain_name = "a.test";
    account().regions.at("eu-west-1").acm.certificates["arn"].domain_name = "b.test";
    write("x");
    const auto state = past.at(home, "us-east-1", small.machine.now() - 1s);
    ASSERT_TRUE(state);
    EXPECT_EQ(state->regions.at("us-east-1").acm.certificates.size(), 1u);
    EXPECT_TRUE(state->regions.at("eu-west-1").acm.certificates.empty());
    EXPECT_EQ(account().regions.at("eu-west-1").acm.certificates.size(), 1u);
    EXPECT_FALSE(past.at(home, "eu-west-1", small.machine.now() - 1s));
}

}  // namespace
}  // namespace certwright::sandbox
