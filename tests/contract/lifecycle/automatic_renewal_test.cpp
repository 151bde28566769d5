#include "renewal_fixture.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using std::chrono::days;

struct Killed {};

/// A job whose process dies in the transaction that would have completed it.
struct DyingRun final : jobs::Run {
    explicit DyingRun(jobs::Run& run) : run_(run) {}
    const jobs::Job& job() const override { return run_.job(); }
    std::stop_token stop() const override { return run_.stop(); }
    void progress(std::string json) override { run_.progress(std::move(json)); }
    void complete(store::Transaction& transaction, std::string outcome) override {
        run_.complete(transaction, std::move(outcome));
        throw Killed{};
    }
    jobs::Run& run_;
};

struct AutomaticRenewal : RenewalFixture {};

TEST_P(AutomaticRenewal, begins_by_itself_when_a_third_of_the_lifetime_is_left) {
    make_one(automatic(host("shop")));
    make_one(host("by-hand"));
    const auto due = due_for_renewal(get("shop"));
    ASSERT_TRUE(due);
    clock.wait_until(*due - 1s, {});
    EXPECT_EQ(begin(), 0u);
    clock.advance(1s);
    EXPECT_EQ(begin(), 1u);
    EXPECT_EQ(run_due(), 1u);
    EXPECT_EQ(get("shop").current.number, 2);
    EXPECT_EQ(get("by-hand").current.number, 1);
    EXPECT_EQ(begin(), 0u) << "the new version is not due";
}

TEST_P(AutomaticRenewal, takes_a_new_key_where_that_is_set) {
    const Certificate shop = make_one(automatic(host("shop"), /*new_key=*/true));
    clock.advance(days{80});
    begin();
    run_due();
    EXPECT_NE(get("shop").current.facts.spki_sha256, shop.current.facts.spki_sha256);
    EXPECT_TRUE(get("shop").current.has_key);
}

TEST_P(AutomaticRenewal, is_begun_once_however_often_somebody_looks) {
    make_one(automatic(host("shop")));
    clock.advance(days{80});
    begin();
    begin();
    EXPECT_EQ(run_due(), 1u);
    EXPECT_EQ(run_due(), 0u);
    EXPECT_EQ(versions(), 2);
}

TEST_P(AutomaticRenewal, killed_and_repeated_it_makes_one_version) {
    make_one(automatic(host("shop"), /*new_key=*/true));
    clock.advance(days{80});
    begin();
    for (int deaths = 0; deaths < 3; ++deaths) {
        const auto due = claim();
        ASSERT_EQ(due.size(), 1u);
        jobs::RunningJob running{*database, clock, due.front()};
        DyingRun dying{running};
        EXPECT_THROW(handler.run(dying), Killed);
        EXPECT_EQ(versions(), 1) << "what the dead process did is undone";
        database->write([&](store::Transaction& transaction) {
            jobs::settle(transaction, due.front(),
                         {.state = jobs::JobState::available,
                          .attempt = due.front().attempt,
                          .now = clock.now(),
                          .run_at = clock.now()});
        });
    }
    EXPECT_EQ(run_due(), 1u);
    EXPECT_EQ(versions(), 2);
    EXPECT_EQ(count("SELECT count(*) FROM private_keys"), 2) << "no key of a dead process is left";
}

TEST_P(AutomaticRenewal, has_nothing_to_do_after_somebody_renewed_it_by_hand) {
    const Certificate shop = make_one(automatic(host("shop")));
    clock.advance(days{80});
    begin();
    renew_one(shop);
    EXPECT_EQ(run_due(), 1u);
    EXPECT_EQ(versions(), 2);
}

TEST_P(AutomaticRenewal, of_what_was_revoked_does_not_happen_by_itself) {
    const Certificate root = make_one(ca("root"));
    const Certificate shop = make_one(automatic(host("shop", "root"), /*new_key=*/true));
    EXPECT_TRUE(due_for_renewal(get("shop")));
    database->write([&](store::Transaction& transaction) {
        const auto known = issued.find(transaction, shop.current.facts.fingerprint_sha256);
        issued.revoke(transaction, root.id, *known, x509::RevocationReason::cessation_of_operation, actor);
    });
    EXPECT_FALSE(due_for_renewal(get("shop")));
    clock.advance(days{80});
    begin();
    run_due();
    EXPECT_EQ(get("shop").version_count, 1);
    EXPECT_NE(get("shop").renewal_problem.find("revoked"), std::string::npos);
    const auto key = new_key();
    EXPECT_EQ(renew_one(get("shop"), &key).number, 2) << "by hand it does";
    EXPECT_EQ(get("shop").renewal_problem, "");
    EXPECT_TRUE(due_for_renewal(get("shop"))) << "the new one is not revoked";
}

TEST_P(AutomaticRenewal, by_hand_ends_the_problem_of_the_last_one) {
    const Certificate shop = make_one(automatic(host("shop")));
    database->write(
        [&](store::Transaction& transaction) { renewals.failed(transaction, shop.id, "no luck today"); });
    EXPECT_EQ(get("shop").renewal_problem, "no luck today");
    renew_one(get("shop"));
    EXPECT_EQ(get("shop").renewal_problem, "");
    EXPECT_EQ(count("SELECT count(*) FROM certificates WHERE renewal_tried_at IS NOT NULL"), 0);
}

TEST_P(AutomaticRenewal, that_failed_is_tried_again_after_a_thirtieth_of_a_short_lifetime) {
    auto wish = automatic(host("shop"));
    wish.lifetime.not_after = clock.now() + 29h;  // thirty hours, as it begins an hour ago
    const Certificate shop = make_one(wish);
    clock.advance(21h);
    EXPECT_EQ(begin(), 1u);
    ASSERT_EQ(claim().size(), 1u);
    database->write(
        [&](store::Transaction& transaction) { renewals.failed(transaction, shop.id, "no luck today"); });
    EXPECT_EQ(begin(), 0u);
    clock.advance(1h - 1s);
    EXPECT_EQ(begin(), 0u);
    clock.advance(1s);
    EXPECT_EQ(begin(), 1u);
}

TEST_P(AutomaticRenewal, a_renewed_version_rests_for_ten_minutes_however_short_its_lifetime) {
    auto wish = automatic(host("shop"));
    wish.lifetime.not_after =
        clock.now() + 20min;  // a quarter of its eighty minutes: due at once, and always
    make_one(wish);
    for (int renewals_made = 1; renewals_made <= 3; ++renewals_made) {
        EXPECT_EQ(begin(), 1u);
        EXPECT_EQ(run_due(), 1u);
        EXPECT_EQ(get("shop").version_count, 1 + renewals_made);
        EXPECT_LE(*due_for_renewal(get("shop")), clock.now()) << "it is due again at once";
        EXPECT_EQ(begin(), 0u) << "and rests";
        clock.advance(10min - 1s);
        EXPECT_EQ(begin(), 0u);
        clock.advance(1s);
    }
}

TEST_P(AutomaticRenewal, that_failed_says_why_and_is_tried_again_after_a_day) {
    const Certificate foreign = add("foreign", make("foreign.example.com", "2026-02-01T00:00:00Z"));
    Settings settings = foreign.settings;
    settings.renewal.is_on = true;
    database->write([&](store::Transaction& transaction) {
        repository.change(transaction, foreign.id, settings, std::nullopt, actor);
    });
    EXPECT_EQ(begin(), 1u);
    run_due();
    EXPECT_NE(get("foreign").renewal_problem.find("not_made_here"), std::string::npos);
    EXPECT_EQ(actions().back(), "certificate.renewal_failed");
    EXPECT_EQ(begin(), 0u);
    clock.advance(24h);
    EXPECT_EQ(begin(), 1u);
    settings.renewal.is_on = false;
    database->write([&](store::Transaction& transaction) {
        repository.change(transaction, foreign.id, settings, std::nullopt, actor);
    });
    EXPECT_EQ(get("foreign").renewal_problem, "");
    run_due();
    EXPECT_EQ(get("foreign").version_count, 1) << "it was switched off before its job began";
}

INSTANTIATE_ON_BOTH_DATABASES(AutomaticRenewal);

}  // namespace
}  // namespace certwright::lifecycle
