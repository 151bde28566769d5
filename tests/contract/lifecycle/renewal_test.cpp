#include "jobs/lease.hpp"
#include "jobs/retry_policy.hpp"
#include "jobs/running_job.hpp"
#include "lifecycle/renewal_run.hpp"
#include "making_fixture.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using Texts = std::vector<std::string>;
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

struct RenewalTest : MakingFixture {
    RenewalRun handler{*database, repository, maker, renewals};

    std::size_t begin() {
        return database->write(
            [&](store::Transaction& transaction) { return renewals.begin_due(transaction); });
    }
    /// The jobs that are due, taken by a process that lives for an hour.
    std::vector<jobs::Job> claim() {
        return database->write([&](store::Transaction& transaction) {
            return jobs::claim(transaction, {.lane = "default",
                                             .kinds = {std::string{renewal_job_kind}},
                                             .worker = "test",
                                             .now = clock.now(),
                                             .lease_expires_at = clock.now() + 1h,
                                             .limit = 10});
        });
    }
    std::size_t run_due() {
        const auto due = claim();
        for (const jobs::Job& job : due) {
            jobs::RunningJob running{*database, clock, job};
            try {
                handler.run(running);
                EXPECT_TRUE(running.completed());
            } catch (const Error& error) {
                end(job, error);
            }
        }
        return due.size();
    }
    void end(const jobs::Job& job, const Error& error) {
        EXPECT_FALSE(jobs::worth_retrying(error.fault())) << error.message();
        database->write([&](store::Transaction& transaction) {
            jobs::settle(transaction, job,
                         {.state = jobs::JobState::failed,
                          .attempt = job.attempt,
                          .now = clock.now(),
                          .last_error = error.message()});
            handler.on_abandoned(transaction, job, error.message());
        });
    }
    static Maker::CertificateWish automatic(Maker::CertificateWish wish, bool new_key = false) {
        wish.settings.renewal = {true, 33, new_key};
        return wish;
    }
    std::int64_t versions() { return count("SELECT count(*) FROM certificate_versions"); }
};

TEST_P(RenewalTest, a_self_signed_certificate_is_followed_by_one_with_the_same_key_and_lifetime) {
    const Certificate shop = make_one(host("shop"));
    clock.advance(days{80});
    const Version next = renew_one(shop);
    EXPECT_EQ(next.number, 2);
    EXPECT_TRUE(next.is_current);
    EXPECT_EQ(next.origin, Origin::renewed);
    EXPECT_EQ(next.facts.spki_sha256, shop.current.facts.spki_sha256);
    EXPECT_EQ(next.facts.names, shop.current.facts.names);
    EXPECT_NE(next.facts.serial, shop.current.facts.serial);
    EXPECT_TRUE(next.facts.is_self_signed);
    EXPECT_EQ(next.facts.not_before, clock.now() - 1h);
    EXPECT_EQ(next.facts.not_after - next.facts.not_before,
              shop.current.facts.not_after - shop.current.facts.not_before);
}

TEST_P(RenewalTest, a_signed_one_is_signed_again_by_its_authority_with_the_key_that_is_wanted) {
    const Certificate root = make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    clock.advance(days{80});
    const auto key = new_key();
    const Version next = renew_one(shop, &key);
    EXPECT_EQ(next.facts.spki_sha256, key.spki_sha256());
    EXPECT_TRUE(next.has_key);
    EXPECT_EQ(next.issuers, (Texts{root.current.facts.fingerprint_sha256}));
    EXPECT_TRUE(next.reaches_root);
    EXPECT_EQ(count("SELECT count(*) FROM issued_certificates"), 2);
}

TEST_P(RenewalTest, after_its_authority_is_renewed_with_a_new_key_that_one_signs) {
    const Certificate root = make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    clock.advance(days{80});
    const auto key = new_key();
    const Version new_root = renew_one(root, &key);
    EXPECT_EQ(renew_one(shop).issuers, (Texts{new_root.facts.fingerprint_sha256}));
}

TEST_P(RenewalTest, a_brought_certificate_of_an_authority_that_was_brought_too_is_renewed) {
    database->write([&](store::Transaction& transaction) {
        repository.add(transaction, named("root"),
                       {.leaf = authority.certificate, .reaches_root = true, .key = &authority.key}, actor);
    });
    const Certificate shop = add("shop", make("shop.example.com", "2040-01-01T00:00:00Z"));
    EXPECT_EQ(rule_of([&] { renew_one(shop); }), "") << "its lifetime still fits";
}

TEST_P(RenewalTest, what_cannot_be_renewed_here_is_refused_with_its_rule) {
    const Certificate foreign = add("foreign", make("foreign.example.com"));
    EXPECT_EQ(rule_of([&] { renew_one(foreign); }), "not_made_here");
    auto short_root = ca("root");
    short_root.lifetime.days = 100;
    make_one(short_root);
    const Certificate shop = make_one(host("shop", "root"));
    clock.advance(days{20});
    EXPECT_EQ(rule_of([&] { renew_one(shop); }), "outlives_authority");
    const Certificate keyless = make_one(host("keyless"));
    database->write([&](store::Transaction& transaction) {
        transaction->execute("DELETE FROM private_keys WHERE spki_sha256 = $1",
                             {keyless.current.facts.spki_sha256});
    });
    EXPECT_EQ(rule_of([&] { renew_one(keyless); }), "no_private_key");
    const auto key = new_key();
    EXPECT_EQ(renew_one(keyless, &key).number, 2);
}

TEST_P(RenewalTest, a_stale_view_renews_nothing) {
    const Certificate shop = make_one(host("shop"));
    renew_one(shop);
    EXPECT_EQ(
        fault_of([&](store::Transaction& transaction) { maker.renew(transaction, shop, nullptr, actor); }),
        Fault::conflict);
    EXPECT_EQ(get("shop").version_count, 2);
}

TEST_P(RenewalTest, what_is_deployed_hears_of_it) {
    const Certificate shop = make_one(host("shop"));
    std::vector<std::int64_t> heard;
    repository.on_renewed([&](store::Transaction&, const Certificate& certificate) {
        heard.push_back(certificate.current.number);
    });
    renew_one(shop);
    EXPECT_EQ(heard, std::vector<std::int64_t>{2});
}

TEST_P(RenewalTest, begins_by_itself_when_a_third_of_the_lifetime_is_left) {
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

TEST_P(RenewalTest, takes_a_new_key_where_that_is_set) {
    const Certificate shop = make_one(automatic(host("shop"), /*new_key=*/true));
    clock.advance(days{80});
    begin();
    run_due();
    EXPECT_NE(get("shop").current.facts.spki_sha256, shop.current.facts.spki_sha256);
    EXPECT_TRUE(get("shop").current.has_key);
}

TEST_P(RenewalTest, is_begun_once_however_often_somebody_looks) {
    make_one(automatic(host("shop")));
    clock.advance(days{80});
    begin();
    begin();
    EXPECT_EQ(run_due(), 1u);
    EXPECT_EQ(run_due(), 0u);
    EXPECT_EQ(versions(), 2);
}

TEST_P(RenewalTest, killed_and_repeated_it_makes_one_version) {
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

TEST_P(RenewalTest, has_nothing_to_do_after_somebody_renewed_it_by_hand) {
    const Certificate shop = make_one(automatic(host("shop")));
    clock.advance(days{80});
    begin();
    renew_one(shop);
    EXPECT_EQ(run_due(), 1u);
    EXPECT_EQ(versions(), 2);
}

TEST_P(RenewalTest, that_failed_says_why_and_is_tried_again_after_a_day) {
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

INSTANTIATE_ON_BOTH_DATABASES(RenewalTest);

}  // namespace
}  // namespace certwright::lifecycle
