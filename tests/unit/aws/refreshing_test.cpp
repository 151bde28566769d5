#include "aws/credentials/refreshing.hpp"

#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace certwright::aws {
namespace {

/// A source whose answers a test writes.
struct Scripted final : CredentialsSource {
    explicit Scripted(std::function<Outcome<Credentials>(int)> script_) : script(std::move(script_)) {}
    Outcome<Credentials> fetch(std::stop_token) override { return script(++fetches); }
    std::function<Outcome<Credentials>(int)> script;
    std::atomic<int> fetches = 0;
};

Credentials key(int number, std::optional<Time> expires_at) {
    return {.access_key_id = "K" + std::to_string(number),
            .secret_access_key = Secret{"s"},
            .session_token = {},
            .expires_at = expires_at};
}

struct Refreshing : testing::Test {
    void use(std::function<Outcome<Credentials>(int)> script) {
        auto made = std::make_unique<Scripted>(std::move(script));
        source = made.get();
        provider.emplace(std::move(made), clock);
    }
    std::string id() { return (*provider->get({}))->access_key_id; }

    test::FakeClock clock;
    Scripted* source = nullptr;
    std::optional<RefreshingCredentials> provider;
};

TEST_F(Refreshing, asks_once_for_a_key_that_does_not_expire) {
    use([](int n) { return key(n, {}); });
    EXPECT_EQ(id(), "K1");
    clock.advance(24h * 365);
    EXPECT_EQ(id(), "K1");
}

TEST_F(Refreshing, refreshes_between_15_and_16_minutes_ahead_of_expiry) {
    use([this](int n) { return key(n, clock.now() + 1h); });
    EXPECT_EQ(id(), "K1");
    clock.advance(43min);
    EXPECT_EQ(id(), "K1");
    clock.advance(3min);
    EXPECT_EQ(id(), "K2");
}

TEST_F(Refreshing, shrinks_its_spans_for_credentials_that_live_shortly) {
    use([this](int n) { return key(n, clock.now() + 8min); });
    EXPECT_EQ(id(), "K1");
    clock.advance(4min);
    EXPECT_EQ(id(), "K1");
    clock.advance(3min);
    EXPECT_EQ(id(), "K2");
}

TEST_F(Refreshing, asks_again_after_a_rejection_but_only_for_what_was_rejected) {
    use([](int n) { return key(n, {}); });
    const auto first = *provider->get({});
    provider->invalidate(*first);
    EXPECT_EQ(id(), "K2");
    provider->invalidate(*first);
    EXPECT_EQ(id(), "K2");
}

TEST_F(Refreshing, lives_on_the_old_credentials_while_the_source_fails) {
    use([this](int n) -> Outcome<Credentials> {
        if (n == 1) return key(1, clock.now() + 1h);
        return no_credentials("down");
    });
    EXPECT_EQ(id(), "K1");
    clock.advance(55min);
    EXPECT_EQ(id(), "K1");
    EXPECT_EQ(id(), "K1");
    EXPECT_EQ(source->fetches, 2) << "a failed refresh is not repeated at once";
    clock.advance(31s);
    EXPECT_EQ(id(), "K1");
    EXPECT_EQ(source->fetches, 3);
    clock.advance(10min);
    const auto outcome = provider->get({});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.failure().message, "down");
}

TEST_F(Refreshing, sends_one_thread_while_the_others_wait_for_the_first_credentials) {
    std::atomic<bool> open = false;
    use([&](int n) {
        while (!open) std::this_thread::sleep_for(1ms);
        return key(n, clock.now() + 1h);
    });
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back([&] { EXPECT_EQ(id(), "K1"); });
    std::this_thread::sleep_for(20ms);
    open = true;
    threads.clear();
    EXPECT_EQ(source->fetches, 1);
}

TEST_F(Refreshing, lets_the_others_use_what_is_still_good_while_one_refreshes) {
    std::atomic<bool> open = true;
    use([&](int n) {
        while (!open) std::this_thread::sleep_for(1ms);
        return key(n, clock.now() + 1h);
    });
    EXPECT_EQ(id(), "K1");
    clock.advance(48min);
    open = false;
    std::jthread refresher{[&] { EXPECT_EQ(id(), "K2"); }};
    while (source->fetches < 2) std::this_thread::sleep_for(1ms);
    EXPECT_EQ(id(), "K1");
    open = true;
    refresher.join();
    EXPECT_EQ(id(), "K2");
    EXPECT_EQ(source->fetches, 2);
}

TEST_F(Refreshing, gives_all_waiters_the_failure_of_one_refresh) {
    std::atomic<bool> open = false;
    use([&](int) -> Outcome<Credentials> {
        while (!open) std::this_thread::sleep_for(1ms);
        return no_credentials("down");
    });
    std::vector<std::jthread> threads;
    std::atomic<int> failures = 0;
    for (int i = 0; i < 4; ++i) threads.emplace_back([&] { failures += provider->get({}) ? 0 : 1; });
    std::this_thread::sleep_for(20ms);
    open = true;
    threads.clear();
    EXPECT_EQ(failures, 4);
    EXPECT_LT(source->fetches, 4);
}

TEST_F(Refreshing, stops_waiting_when_told_to) {
    std::atomic<bool> open = false;
    use([&](int n) {
        while (!open) std::this_thread::sleep_for(1ms);
        return key(n, {});
    });
    std::jthread refresher{[&] { EXPECT_EQ(id(), "K1"); }};
    while (source->fetches < 1) std::this_thread::sleep_for(1ms);
    std::stop_source stop;
    std::jthread waiter{
        [&] { EXPECT_EQ(provider->get(stop.get_token()).failure().kind, FailureKind::cancelled); }};
    stop.request_stop();
    waiter.join();
    open = true;
}

TEST_F(Refreshing, does_not_fail_because_somebody_else_was_cancelled) {
    std::atomic<bool> open = false;
    use([&](int n) -> Outcome<Credentials> {
        while (!open) std::this_thread::sleep_for(1ms);
        if (n > 1) return key(n, {});
        Failure cancelled = no_credentials("cancelled");
        cancelled.kind = FailureKind::cancelled;
        return cancelled;
    });
    std::jthread first{[&] { EXPECT_FALSE(provider->get({})); }};
    while (source->fetches < 1) std::this_thread::sleep_for(1ms);
    std::jthread second{[&] { EXPECT_EQ(id(), "K2"); }};
    std::this_thread::sleep_for(10ms);
    open = true;
}

}  // namespace
}  // namespace certwright::aws
