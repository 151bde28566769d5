#include "lifecycle/deployments.hpp"

#include "deployment_fixture.hpp"
#include "lifecycle/deployment_job.hpp"
#include "lifecycle/following.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using Kind = DeploymentEvent::Kind;
using State = DeploymentState;

struct DeploymentsTest : DeploymentFixture {
    Certificate shop = add("shop", make("shop.example"));

    /// Through every step to AWS serving it.
    Deployment deploy(const DeploymentId& id, const std::string& arn = "arn:shop") {
        const std::string wanted = get(id).course.wanted;
        advance(id, {.kind = Kind::start});
        advance(id, {.kind = Kind::intend, .fingerprint = wanted, .at = clock.now()});
        advance(id, {.kind = Kind::imported, .arn = arn});
        return advance(id, {.kind = Kind::verified}, {.seen = Seen{wanted, "01", clock.now()}});
    }
};

TEST_P(DeploymentsTest, an_order_is_kept_with_its_job_and_audit_event) {
    const auto ordered = order(shop, {.replace = true, .auto_redeploy = true, .tags = {{"team", "web"}}});
    const auto kept = get(ordered.id);
    EXPECT_EQ(kept.course.state, State::waiting);
    EXPECT_EQ(kept.course.wanted, shop.current.facts.fingerprint_sha256);
    EXPECT_EQ(kept.certificate_name, "shop");
    EXPECT_EQ(kept.account_name, "demo");
    EXPECT_TRUE(kept.settings.replace);
    EXPECT_TRUE(kept.settings.auto_redeploy);
    EXPECT_EQ(kept.settings.tags, (Tags{{"team", "web"}}));
    ASSERT_EQ(waiting_jobs().size(), 1U);
    EXPECT_EQ(deployment_of(waiting_jobs().front()), ordered.id);
    EXPECT_EQ(actions().back(), "deployment.wanted");
}

TEST_P(DeploymentsTest, the_same_order_again_is_the_same_deployment) {
    const auto first = order(shop);
    const auto again = order(shop, {.replace = true});
    EXPECT_EQ(first.id, again.id);
    EXPECT_TRUE(get(first.id).settings.replace);
    EXPECT_EQ(waiting_jobs().size(), 1U);
    EXPECT_NE(order(shop, {}, "eu-west-1").id, first.id);
}

TEST_P(DeploymentsTest, a_course_is_kept_step_by_step) {
    const auto id = order(shop).id;
    const auto deployed = deploy(id);
    EXPECT_EQ(get(id).course, deployed.course);
    EXPECT_EQ(deployed.course.state, State::deployed);
    EXPECT_EQ(get(id).course.arn, "arn:shop");
    ASSERT_TRUE(get(id).seen);
    EXPECT_EQ(get(id).seen->fingerprint_sha256, shop.current.facts.fingerprint_sha256);
}

TEST_P(DeploymentsTest, an_event_that_does_not_fit_is_refused_and_changes_nothing) {
    const auto id = order(shop).id;
    const auto before = get(id);
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  deployments.advance(transaction, before, {.kind = Kind::imported, .arn = "arn:shop"}, {});
              }),
              Fault::conflict);
    EXPECT_EQ(get(id).revision, before.revision);
}

TEST_P(DeploymentsTest, a_job_that_others_have_overtaken_stores_nothing) {
    const auto id = order(shop).id;
    const auto known = get(id);
    advance(id, {.kind = Kind::start});
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  deployments.advance(transaction, known, {.kind = Kind::start}, {});
              }),
              Fault::conflict);
}

TEST_P(DeploymentsTest, a_renewal_is_wanted_where_it_is_followed) {
    const auto followed = order(shop, {.auto_redeploy = true});
    const auto still = order(shop, {}, "eu-west-1");
    deploy(followed.id);
    deploy(still.id, "arn:other");
    database->write([&](store::Transaction& transaction) { transaction->execute("DELETE FROM jobs"); });
    const auto renewed = bring(shop.id, make("shop.example"));
    EXPECT_EQ(get(followed.id).course.wanted, renewed.version.facts.fingerprint_sha256);
    EXPECT_EQ(get(followed.id).course.state, State::waiting);
    EXPECT_EQ(get(followed.id).course.arn, "arn:shop");
    EXPECT_EQ(get(still.id).course.state, State::deployed);
    ASSERT_EQ(waiting_jobs().size(), 1U);
    EXPECT_EQ(deployment_of(waiting_jobs().front()), followed.id);
}

TEST_P(DeploymentsTest, a_renewal_while_one_is_under_way_is_wanted_next) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    advance(id, {.kind = Kind::start});
    const auto renewed = bring(shop.id, make("shop.example"));
    EXPECT_EQ(get(id).course.state, State::looking);
    EXPECT_EQ(get(id).course.wanted, renewed.version.facts.fingerprint_sha256);
}

TEST_P(DeploymentsTest, what_is_deployed_cannot_be_removed) {
    const auto id = order(shop).id;
    EXPECT_EQ(
        fault_of([&](store::Transaction& transaction) { repository.remove(transaction, shop.id, actor); }),
        Fault::conflict);
    EXPECT_EQ(
        fault_of([&](store::Transaction& transaction) { accounts.remove(transaction, account, actor); }),
        Fault::conflict);
    database->write([&](store::Transaction& transaction) { deployments.remove(transaction, id, actor); });
    EXPECT_EQ(
        fault_of([&](store::Transaction& transaction) { repository.remove(transaction, shop.id, actor); }),
        std::nullopt);
    EXPECT_EQ(
        fault_of([&](store::Transaction& transaction) { accounts.remove(transaction, account, actor); }),
        std::nullopt);
    EXPECT_EQ(count("SELECT count(*) FROM deployments"), 0);
}

TEST_P(DeploymentsTest, a_removed_order_makes_room_for_another) {
    const auto first = order(shop).id;
    deploy(first);
    database->write([&](store::Transaction& transaction) { deployments.remove(transaction, first, actor); });
    const auto second = order(shop).id;
    EXPECT_NE(first, second);
    deploy(second);
    EXPECT_EQ(get(first).course.state, State::removed);
}

TEST_P(DeploymentsTest, two_orders_never_keep_one_arn) {
    deploy(order(shop).id);
    const auto other = add("other", make("other.example"));
    EXPECT_EQ(
        fault_of([&](store::Transaction& transaction) {
            deployments.order(transaction, other, {account, "us-east-1"}, {.chosen_arn = "arn:shop"}, actor);
        }),
        Fault::conflict);
}

TEST_P(DeploymentsTest, a_choice_is_carried_out_once) {
    const auto id = order(shop, {.chosen_arn = "arn:shop"}).id;
    EXPECT_EQ(get(id).settings.chosen_arn, "arn:shop");
    deploy(id);
    EXPECT_EQ(get(id).settings.chosen_arn, "");
    EXPECT_EQ(get(id).course.state, State::deployed);
}

TEST_P(DeploymentsTest, what_is_chosen_while_another_arn_is_imported_over_comes_next) {
    const auto id = order(shop).id;
    const std::string wanted = get(id).course.wanted;
    advance(id, {.kind = Kind::start});
    advance(id, {.kind = Kind::intend, .fingerprint = wanted, .arn = "arn:first", .at = clock.now()},
            {.previous_tags = Tags{{"team", "web"}}});
    EXPECT_EQ(get(id).previous_tags, (Tags{{"team", "web"}}));
    order(shop, {.chosen_arn = "arn:second"});
    EXPECT_EQ(aim_of(get(id).course), "arn:first");
    advance(id, {.kind = Kind::imported, .arn = "arn:first"});
    EXPECT_EQ(advance(id, {.kind = Kind::verified}).course.state, State::waiting);
    EXPECT_EQ(get(id).settings.chosen_arn, "arn:second");
}

TEST_P(DeploymentsTest, an_arn_that_is_aimed_at_is_taken) {
    const auto id = order(shop).id;
    advance(id, {.kind = Kind::start});
    advance(
        id,
        {.kind = Kind::intend, .fingerprint = get(id).course.wanted, .arn = "arn:shop", .at = clock.now()});
    const auto other = add("other", make("other.example"));
    EXPECT_EQ(
        fault_of([&](store::Transaction& transaction) {
            deployments.order(transaction, other, {account, "us-east-1"}, {.chosen_arn = "arn:shop"}, actor);
        }),
        Fault::conflict);
}

TEST_P(DeploymentsTest, one_with_a_lost_import_is_not_removed_before_it_has_settled) {
    const auto id = order(shop).id;
    advance(id, {.kind = Kind::start});
    advance(id, {.kind = Kind::intend, .fingerprint = get(id).course.wanted, .at = clock.now()});
    advance(id, {.kind = Kind::lost_reply});
    database->write([&](store::Transaction& transaction) {
        deployments.give_up(transaction, id, {"job_failed", "it did not work", "try again"});
    });
    const auto remove = [&](store::Transaction& transaction) { deployments.remove(transaction, id, actor); };
    EXPECT_EQ(fault_of(remove), Fault::conflict);
    clock.advance(settling_time);
    EXPECT_EQ(fault_of(remove), std::nullopt);
}

TEST_P(DeploymentsTest, a_job_that_waits_for_its_next_attempt_is_hastened) {
    const auto id = order(shop).id;
    const auto later = clock.now() + 15min;
    database->write([&](store::Transaction& transaction) {
        transaction->execute("UPDATE jobs SET run_at = $1, attempt = 7", {later});
    });
    order(shop, {.replace = true});
    ASSERT_EQ(waiting_jobs().size(), 1U);
    EXPECT_EQ(waiting_jobs().front().run_at, clock.now());
    EXPECT_EQ(waiting_jobs().front().attempt, 0);
    EXPECT_EQ(deployment_of(waiting_jobs().front()), id);
}

TEST_P(DeploymentsTest, a_key_that_comes_later_is_followed) {
    const auto made = make("keyless.example");
    const auto keyless = add("keyless", made, false);
    const auto id = order(keyless, {.auto_redeploy = true}).id;
    advance(id, {.kind = Kind::start});
    advance(id, {.kind = Kind::refused}, {.problem = {"no_private_key", "there is no key", "bring it"}});
    ASSERT_EQ(get(id).course.state, State::failed);
    database->write(
        [&](store::Transaction& transaction) { repository.add_key(transaction, made.key, actor); });
    EXPECT_EQ(get(id).course.state, State::waiting);
    EXPECT_EQ(get(id).problem, Refusal{});
}

TEST_P(DeploymentsTest, cancelled_and_retried) {
    const auto id = order(shop).id;
    database->write([&](store::Transaction& transaction) { deployments.cancel(transaction, id, actor); });
    EXPECT_EQ(get(id).course.state, State::cancelled);
    database->write([&](store::Transaction& transaction) { deployments.retry(transaction, id, actor); });
    EXPECT_EQ(get(id).course.state, State::waiting);
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) { deployments.retry(transaction, id, actor); }),
              Fault::conflict);
}

TEST_P(DeploymentsTest, giving_up_keeps_the_reason) {
    const auto id = order(shop).id;
    advance(id, {.kind = Kind::start});
    database->write([&](store::Transaction& transaction) {
        deployments.give_up(transaction, id, {"job_failed", "it did not work", "try again"});
    });
    EXPECT_EQ(get(id).course.state, State::failed);
    EXPECT_EQ(get(id).problem, (Refusal{"job_failed", "it did not work", "try again"}));
}

TEST_P(DeploymentsTest, whether_one_follows_renewals_is_changed_and_told) {
    const auto told = [&] {
        return std::ranges::count(actions(), std::string{"deployment.following_changed"});
    };
    const auto follow = [&](const DeploymentId& id, bool follows) {
        return database->write([&](store::Transaction& transaction) {
            return deployments.change_following(transaction, id, follows, actor);
        });
    };
    const auto id = order(shop, {.auto_redeploy = true}).id;
    EXPECT_EQ(told(), 0) << "a new order";
    order(shop, {.auto_redeploy = false});
    EXPECT_EQ(told(), 1) << "ordered otherwise";
    EXPECT_TRUE(follow(id, true).settings.auto_redeploy);
    EXPECT_TRUE(get(id).settings.auto_redeploy);
    follow(id, true);
    EXPECT_EQ(told(), 2);
    deploy(id);
    EXPECT_FALSE(follow(id, false).settings.auto_redeploy);
    EXPECT_EQ(get(id).course.state, State::deployed);
    database->write([&](store::Transaction& transaction) { deployments.remove(transaction, id, actor); });
    EXPECT_THROW(follow(id, true), Error);
}

TEST_P(DeploymentsTest, what_will_not_follow_is_told_before) {
    const auto following = [&] {
        return database->read(
            [&](store::Connection& connection) { return following_of(connection, get("shop")); });
    };
    EXPECT_EQ(following().deployments, 0);
    deploy(order(shop, {.auto_redeploy = true}).id);
    order(shop, {.auto_redeploy = false}, "eu-west-1");
    EXPECT_EQ(following().deployments, 1);
    EXPECT_FALSE(following().obstacle);
    bring(shop.id, make("shop.example", crypto::KeyPair::generate(crypto::KeyAlgorithm::rsa_2048),
                        "2050-01-01T00:00:00Z"));
    ASSERT_TRUE(following().obstacle);
    EXPECT_EQ(following().obstacle->rule, "key_type_changes");
}

INSTANTIATE_ON_BOTH_DATABASES(DeploymentsTest);

}  // namespace
}  // namespace certwright::lifecycle
