#include "aws/quota.hpp"

#include "support/fake_clock.hpp"
#include "support/leaping_clock.hpp"

#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace certwright::aws {
namespace {

/// Takes `count` turns one after the other and returns how long the last one had to wait.
Duration take(QuotaBook& book, Clock& clock, int count,
              const std::string& operation = "acm:ListCertificates") {
    const Time start = clock.now();
    for (int i = 0; i < count; ++i)
        EXPECT_TRUE(book.acquire("1", "eu-west-1", operation, clock.now() + 24h, {}));
    return clock.now() - start;
}

TEST(QuotaBook, lets_one_seconds_worth_go_at_once_and_then_keeps_the_published_rate) {
    test::LeapingClock clock;
    QuotaBook book{clock};
    EXPECT_EQ(take(book, clock, 8), 0s);
    EXPECT_EQ(take(book, clock, 80), 10s);
    EXPECT_EQ(take(book, clock, 1, "acm:ImportCertificate"), 0s);
    // Where only one may go at once, a call that travels faster than the one before must not be too early.
    EXPECT_EQ(take(book, clock, 5, "acm:ImportCertificate"), 5 * 1020ms);
}

TEST(QuotaBook, counts_a_single_call_from_when_it_went_out) {
    test::LeapingClock clock;
    QuotaBook book{clock};
    take(book, clock, 1, "acm:ImportCertificate");
    clock.advance(700ms);
    book.sent("1", "eu-west-1", "acm:ImportCertificate", clock.now() - 100ms);
    EXPECT_EQ(take(book, clock, 1, "acm:ImportCertificate"), 1020ms - 100ms);
    // Of several that may go at once, one that is late is not too near to the next.
    take(book, clock, 8);
    book.sent("1", "eu-west-1", "acm:ListCertificates", clock.now());
    EXPECT_EQ(take(book, clock, 1), 125ms);
}

TEST(QuotaBook, fills_the_bucket_again_while_nobody_asks) {
    test::LeapingClock clock;
    QuotaBook book{clock};
    take(book, clock, 20);
    clock.advance(1h);
    EXPECT_EQ(take(book, clock, 8), 0s);
    EXPECT_EQ(take(book, clock, 1), 125ms);
}

TEST(QuotaBook, keeps_a_bucket_for_each_account_region_and_operation) {
    test::LeapingClock clock;
    QuotaBook book{clock};
    take(book, clock, 8);
    const Time now = clock.now();
    EXPECT_TRUE(book.acquire("2", "eu-west-1", "acm:ListCertificates", now, {}));
    EXPECT_TRUE(book.acquire("1", "eu-west-2", "acm:ListCertificates", now, {}));
    EXPECT_TRUE(book.acquire("1", "eu-west-1", "acm:DescribeCertificate", now, {}));
    EXPECT_FALSE(book.acquire("1", "eu-west-1", "acm:ListCertificates", now, {}));
}

TEST(QuotaBook, scales_every_rate) {
    test::LeapingClock clock;
    QuotaBook book{clock, 10};
    EXPECT_EQ(take(book, clock, 80), 0s);
    EXPECT_EQ(take(book, clock, 80), 1s);
}

TEST(QuotaBook, refuses_a_turn_after_the_deadline_without_using_it_up) {
    test::LeapingClock clock;
    QuotaBook book{clock};
    take(book, clock, 8);
    for (int i = 0; i < 100; ++i)
        EXPECT_FALSE(book.acquire("1", "eu-west-1", "acm:ListCertificates", clock.now() + 100ms, {}));
    EXPECT_EQ(take(book, clock, 1), 125ms);
}

TEST(QuotaBook, pauses_and_slows_down_when_throttled_once_for_answers_that_come_together) {
    test::LeapingClock clock;
    QuotaBook book{clock};
    take(book, clock, 8);
    for (int i = 0; i < 8; ++i) book.throttled("1", "eu-west-1", "acm:ListCertificates");
    EXPECT_EQ(take(book, clock, 1), 500ms);
    // 8/s · 0.7 = 5.6/s, and no burst is left.
    const Duration ten = take(book, clock, 10);
    EXPECT_NEAR(std::chrono::duration<double>(ten).count(), 10 / 5.6, 0.001);
}

TEST(QuotaBook, comes_back_quickly_to_just_below_what_was_refused) {
    test::LeapingClock clock;
    QuotaBook book{clock};
    book.throttled("1", "eu-west-1", "acm:ListCertificates");
    take(book, clock, 1);
    for (int i = 0; i < 8; ++i) book.succeeded("1", "eu-west-1", "acm:ListCertificates");
    const double slowest = std::chrono::duration<double>(take(book, clock, 80)).count() / 80;
    EXPECT_GT(1 / slowest, 0.9 * 8);
    EXPECT_LT(1 / slowest, 0.95 * 8);
}

TEST(QuotaBook, recovers_with_success_but_never_beyond_the_published_rate) {
    test::LeapingClock clock;
    QuotaBook book{clock};
    book.throttled("1", "eu-west-1", "acm:ListCertificates");
    take(book, clock, 1);
    for (int i = 0; i < 1000; ++i) book.succeeded("1", "eu-west-1", "acm:ListCertificates");
    take(book, clock, 20);
    EXPECT_EQ(take(book, clock, 80), 10s);
}

TEST(QuotaBook, never_stops_altogether) {
    test::LeapingClock clock;
    QuotaBook book{clock};
    for (int i = 0; i < 100; ++i) {
        clock.advance(2s);
        book.throttled("1", "eu-west-1", "acm:ListCertificates");
    }
    take(book, clock, 1);
    EXPECT_EQ(take(book, clock, 4), 4 * 2520ms);
}

/// Tells which moment each thread waits for.
class WatchedClock final : public Clock {
  public:
    Time now() const override { return inner_.now(); }
    bool wait_until(Time moment, std::stop_token stop) override {
        {
            const std::scoped_lock lock{mutex_};
            moments_[std::this_thread::get_id()] = moment;
        }
        return inner_.wait_until(moment, std::move(stop));
    }
    void advance(Duration span) { inner_.advance(span); }
    /// Blocks until the thread waits for something later than `moment`.
    Time awaited_after(Time moment, std::thread::id thread) const {
        while (true) {
            {
                const std::scoped_lock lock{mutex_};
                const auto found = moments_.find(thread);
                if (found != moments_.end() && found->second > moment) return found->second;
            }
            std::this_thread::sleep_for(1ms);
        }
    }

  private:
    test::FakeClock inner_;
    mutable std::mutex mutex_;
    std::map<std::thread::id, Time> moments_;
};

TEST(QuotaBook, serves_in_the_order_of_asking_also_after_a_throttle) {
    WatchedClock clock;
    QuotaBook book{clock};
    const Time start = clock.now();
    const auto ask = [&] { return book.acquire("1", "eu-west-1", "acm:ListCertificates", start + 1h, {}); };
    for (int i = 0; i < 8; ++i) ASSERT_TRUE(ask());
    std::vector<std::jthread> threads;
    for (int i = 0; i < 10; ++i) {
        threads.emplace_back([&] { EXPECT_TRUE(ask()); });
        EXPECT_EQ(clock.awaited_after(start, threads.back().get_id()), start + (i + 1) * 125ms);
    }
    // The first turn is now at 500 ms, the others follow at 5.6 a second: five of them by 1.25 s.
    book.throttled("1", "eu-west-1", "acm:ListCertificates");
    const std::vector<std::thread::id> ids = [&] {
        std::vector<std::thread::id> found;
        for (const auto& thread : threads) found.push_back(thread.get_id());
        return found;
    }();
    clock.advance(1250ms);
    for (std::size_t i = 0; i < 5; ++i) threads[i].join();
    for (std::size_t i = 5; i < 10; ++i) {
        const Duration turn = clock.awaited_after(start + 1250ms, ids[i]) - start;
        EXPECT_NEAR(std::chrono::duration<double>(turn).count(), 0.5 + static_cast<double>(i) / 5.6, 0.001);
    }
    clock.advance(1h);
}

TEST(QuotaBook, gives_up_when_told_to_stop) {
    test::FakeClock clock;
    QuotaBook book{clock};
    for (int i = 0; i < 8; ++i)
        ASSERT_TRUE(book.acquire("1", "r", "acm:ListCertificates", clock.now() + 1h, {}));
    std::stop_source stop;
    std::jthread asker{[&] {
        EXPECT_FALSE(book.acquire("1", "r", "acm:ListCertificates", clock.now() + 1h, stop.get_token()));
    }};
    stop.request_stop();
}

}  // namespace
}  // namespace certwright::aws
