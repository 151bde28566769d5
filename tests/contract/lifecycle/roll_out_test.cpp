#include "lifecycle/roll_out.hpp"

#include "deployment_fixture.hpp"
#include "lifecycle/deployment_job.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

using Kind = DeploymentEvent::Kind;
using State = DeploymentState;

/// A certificate that stands in three regions, of which two are in use.
struct RollOutTest : DeploymentFixture {
    Certificate shop = add("shop", make("shop.example"));
    const DeploymentSettings careful{.auto_redeploy = true, .pause = std::chrono::seconds{600}};
    const DeploymentId quiet = stand("eu-west-1", 0), busy = stand("us-east-1", 3),
                       used = stand("ap-south-1", 1);

    DeploymentId stand(const std::string& region, std::int64_t users) {
        const auto id = order(shop, careful, region).id;
        deploy(id, "arn:" + region);
        discover(region, "shop.example", users);
        return id;
    }
    /// What discovery keeps of a certificate there.
    void discover(const std::string& region, const std::string& host, std::int64_t users,
                  const std::string& details_state = "complete") {
        database->write([&](store::Transaction& transaction) {
            transaction->execute(
                R"(INSERT INTO aws_certificates (id, account, arn, region, service, type, status, domain_name, names,
                    key_algorithm, in_use, row_hash, details_state, pem_stale, first_seen_at, last_seen_at,
                    last_changed_at, fingerprint_sha256, spki_sha256)
                VALUES ($1, $2, $3, $4, 'acm', 'IMPORTED', 'ISSUED', $7, $8, 'EC_prime256v1', $5, '',
                    $9, FALSE, $6, $6, $6, $3, $3))",
                {"aws_" + region, account, "arn:" + region, region, users > 0, clock.now(), host,
                 R"([")" + host + R"("])", details_state});
            std::string used_by;
            for (std::int64_t user = 0; user < users; ++user)
                used_by += (user == 0 ? "\"arn:lb" : ",\"arn:lb") + std::to_string(user) + '"';
            transaction->execute(
                "INSERT INTO aws_certificate_details (certificate, detail, chain) VALUES ($1, $2, '[]')",
                {"aws_" + region, R"({"in_use_by":[)" + used_by + "]}"});
        });
    }
    /// All at once, taking over what is there.
    std::vector<Deployment> take_over(const Certificate& certificate, const std::vector<std::string>& regions,
                                      const DeploymentSettings& settings) {
        std::vector<Deployments::Order> orders;
        for (const std::string& region : regions) orders.push_back({{account, region}, settings});
        return database->write([&](store::Transaction& transaction) {
            return deployments.order(transaction, certificate, orders, actor);
        });
    }
    void deploy(const DeploymentId& id, const std::string& arn) {
        const std::string wanted = get(id).course.wanted;
        advance(id, {.kind = Kind::start});
        advance(id, {.kind = Kind::intend, .fingerprint = wanted, .at = clock.now()});
        advance(id, {.kind = Kind::imported, .arn = arn});
        advance(id, {.kind = Kind::verified}, {.seen = Seen{wanted, "01", clock.now()}});
    }
    void deploy(const DeploymentId& id) { deploy(id, get(id).course.arn); }
    void fail(const DeploymentId& id) {
        advance(id, {.kind = Kind::start});
        advance(id, {.kind = Kind::refused, .fingerprint = get(id).course.wanted},
                {.problem = {"key_type_changes", "no", ""}});
    }
    Deployment change_pause(const DeploymentId& id, std::optional<std::chrono::seconds> pause) {
        return database->write([&](store::Transaction& transaction) {
            return deployments.change_pause(transaction, id, pause, actor);
        });
    }
    bool is_held(const DeploymentId& id) { return is_held_at(get(id), clock.now()); }
    void renew() { bring(shop.id, make("shop.example")); }
    std::optional<Time> job_at(const DeploymentId& id) {
        for (const jobs::Job& job : waiting_jobs())
            if (deployment_of(job) == id) return job.run_at;
        return std::nullopt;
    }
    void finish_jobs() {
        database->write([](store::Transaction& transaction) { transaction->execute("DELETE FROM jobs"); });
    }
};

TEST_P(RollOutTest, what_nobody_uses_is_first_and_the_others_follow_one_by_one_after_a_pause) {
    finish_jobs();
    renew();
    EXPECT_FALSE(is_held(quiet));
    EXPECT_TRUE(job_at(quiet));
    for (const auto& id : {busy, used}) {
        EXPECT_TRUE(is_held(id));
        EXPECT_FALSE(get(id).held_until);
        EXPECT_FALSE(job_at(id));
    }
    deploy(quiet);
    ASSERT_TRUE(get(used).held_until);
    EXPECT_EQ(*get(used).held_until, clock.now() + 600s);
    EXPECT_EQ(job_at(used), clock.now() + 600s);
    EXPECT_FALSE(get(busy).held_until);
    clock.wait_until(*get(used).held_until, {});
    EXPECT_FALSE(is_held(used));
    deploy(used);
    ASSERT_TRUE(get(busy).held_until);
    clock.wait_until(*get(busy).held_until, {});
    deploy(busy);
    for (const auto& id : {quiet, used, busy}) EXPECT_EQ(get(id).course.state, State::deployed);
}

TEST_P(RollOutTest, after_the_first_failure_no_turn_comes) {
    renew();
    deploy(quiet);
    clock.wait_until(*get(used).held_until, {});
    fail(used);
    EXPECT_EQ(get(busy).course.state, State::cancelled);
    EXPECT_EQ(get(busy).problem.rule, "roll_out_stopped");
    EXPECT_EQ(get(busy).course.arn, "arn:us-east-1");
    EXPECT_FALSE(is_held(busy));
}

TEST_P(RollOutTest, one_that_was_cancelled_while_it_waited_is_in_nobodys_way) {
    renew();
    database->write([&](store::Transaction& transaction) { deployments.cancel(transaction, busy, actor); });
    EXPECT_EQ(get(busy).course.state, State::cancelled);
    EXPECT_FALSE(get(busy).is_held);
    EXPECT_EQ(get(used).course.state, State::cancelled);
    fail(quiet);
    EXPECT_EQ(get(quiet).problem.rule, "key_type_changes");
    renew();
    deploy(quiet);
    EXPECT_TRUE(get(used).held_until);
}

TEST_P(RollOutTest, an_installation_that_held_what_rests_goes_on) {
    renew();
    database->write([&](store::Transaction& transaction) {
        transaction->execute("UPDATE deployments SET state = 'cancelled' WHERE id = $1", {used});
    });
    deploy(quiet);
    EXPECT_TRUE(get(busy).held_until);
    fail(busy);
    EXPECT_EQ(get(busy).problem.rule, "key_type_changes");
}

TEST_P(RollOutTest, what_has_begun_is_not_held_when_it_is_ordered_again) {
    renew();
    deploy(quiet);
    clock.wait_until(*get(used).held_until, {});
    advance(used, {.kind = Kind::start});
    advance(used, {.kind = Kind::intend,
                   .fingerprint = get(used).course.wanted,
                   .arn = "arn:ap-south-1",
                   .at = clock.now()});
    take_over(get("shop"), {"eu-west-1", "us-east-1", "ap-south-1"}, careful);
    EXPECT_FALSE(get(used).is_held);
    EXPECT_TRUE(is_held(busy));
    advance(used, {.kind = Kind::imported, .arn = "arn:ap-south-1"});
    advance(used, {.kind = Kind::verified}, {.seen = Seen{get(used).course.wanted, "01", clock.now()}});
    deploy(quiet);
    EXPECT_TRUE(get(busy).held_until);
}

TEST_P(RollOutTest, a_second_order_of_the_same_version_queues_up_behind_the_first) {
    renew();
    discover("eu-west-2", "shop.example", 1);
    discover("eu-west-3", "shop.example", 2);
    discover("us-west-1", "else.example", 5);
    auto taking = careful;
    taking.replace = true;
    const auto more = take_over(get("shop"), {"eu-west-2", "eu-west-3", "us-west-1"}, taking);
    EXPECT_FALSE(is_held(more[2].id)) << "nobody uses it";
    deploy(more[2].id, "arn:us-west-1");
    deploy(quiet);
    for (const auto& id : {used, busy, more[0].id, more[1].id}) {
        ASSERT_TRUE(get(id).held_until) << get(id).region;
        clock.wait_until(*get(id).held_until, {});
        EXPECT_FALSE(is_held(id));
        deploy(id, "arn:" + get(id).region);
    }
}

TEST_P(RollOutTest, nothing_is_imported_before_its_turn) {
    renew();
    const Deployment known = get(busy);
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  const auto looking = deployments.advance(transaction, known, {.kind = Kind::start}, {});
                  deployments.advance(transaction, looking,
                                      {.kind = Kind::intend,
                                       .fingerprint = looking.course.wanted,
                                       .arn = looking.course.arn,
                                       .at = clock.now()},
                                      {});
              }),
              Fault::conflict);
}

TEST_P(RollOutTest, another_version_begins_anew) {
    renew();
    deploy(quiet);
    ASSERT_TRUE(get(used).held_until);
    renew();
    EXPECT_FALSE(is_held(quiet));
    EXPECT_EQ(get(quiet).course.state, State::waiting);
    EXPECT_TRUE(is_held(used));
    EXPECT_FALSE(get(used).held_until);
    EXPECT_EQ(get(used).course.wanted, get("shop").current.facts.fingerprint_sha256);
}

TEST_P(RollOutTest, whoever_deploys_one_by_hand_does_not_wait_and_holds_nobody_up) {
    renew();
    database->write([&](store::Transaction& transaction) {
        deployments.redeploy(transaction, busy, get("shop").current.facts.fingerprint_sha256, actor);
    });
    EXPECT_FALSE(is_held(busy));
    EXPECT_TRUE(job_at(busy));
    deploy(busy);
    EXPECT_FALSE(get(used).held_until);  // the unused one is still at work
    deploy(quiet);
    EXPECT_TRUE(get(used).held_until);
}

TEST_P(RollOutTest, one_that_is_ended_holds_nobody_up) {
    renew();
    deploy(quiet);
    database->write([&](store::Transaction& transaction) { deployments.remove(transaction, used, actor); });
    ASSERT_TRUE(get(busy).held_until);
}

TEST_P(RollOutTest, what_is_under_way_for_an_older_version_ends_and_then_waits_for_its_turn) {
    renew();
    deploy(quiet);
    clock.wait_until(*get(used).held_until, {});
    const std::string older = get(used).course.wanted;
    advance(used, {.kind = Kind::start});
    advance(used, {.kind = Kind::intend, .fingerprint = older, .arn = "arn:ap-south-1", .at = clock.now()});
    renew();
    EXPECT_FALSE(is_held(used));
    advance(used, {.kind = Kind::imported, .arn = "arn:ap-south-1"});
    advance(used, {.kind = Kind::verified}, {.seen = Seen{older, "01", clock.now()}});
    EXPECT_EQ(get(used).course.state, State::waiting);
    EXPECT_TRUE(is_held(used));
}

TEST_P(RollOutTest, another_pause_moves_the_turn_that_is_next) {
    renew();
    deploy(quiet);
    clock.wait_until(clock.now() + 60s, {});
    finish_jobs();
    EXPECT_EQ(change_pause(used, 120s).held_until, clock.now() + 60s);
    EXPECT_EQ(job_at(used), clock.now());  // it looks once more until when it waits
    change_pause(busy, 30s);
    EXPECT_FALSE(job_at(busy));
    clock.wait_until(*get(used).held_until, {});
    deploy(used);
    EXPECT_EQ(get(busy).held_until, clock.now() + 30s);
    EXPECT_EQ(std::ranges::count(actions(), std::string{"deployment.pause_changed"}), 2);
}

TEST_P(RollOutTest, without_a_pause_one_waits_no_longer_and_the_others_wait_for_it) {
    renew();
    finish_jobs();
    EXPECT_FALSE(change_pause(used, std::nullopt).settings.pause);
    EXPECT_FALSE(is_held(used));
    EXPECT_TRUE(job_at(used));
    deploy(quiet);
    EXPECT_FALSE(get(busy).held_until);
    deploy(used);
    EXPECT_TRUE(get(busy).held_until);
}

TEST_P(RollOutTest, a_pause_that_is_taken_off_or_put_on_holds_for_the_next_version) {
    for (const auto& id : {quiet, busy, used}) change_pause(id, std::nullopt);
    renew();
    for (const auto& id : {quiet, busy, used}) {
        EXPECT_FALSE(is_held(id));
        change_pause(id, 600s);
        EXPECT_FALSE(is_held(id));
        deploy(id);
    }
    renew();
    EXPECT_FALSE(is_held(quiet));
    for (const auto& id : {busy, used}) EXPECT_TRUE(is_held(id));
}

TEST_P(RollOutTest, an_order_that_takes_over_what_is_in_use_takes_turns_too) {
    const Certificate pay = add("pay", make("pay.example"));
    discover("eu-west-2", "pay.example", 2);
    discover("eu-west-3", "pay.example", 1);
    discover("us-west-1", "else.example", 5);
    auto taking = careful;
    taking.replace = true;
    const auto ordered = take_over(pay, {"eu-west-2", "eu-west-3", "us-west-1"}, taking);
    EXPECT_EQ(ordered[0].turn, 2);
    EXPECT_EQ(ordered[1].turn, 1);
    EXPECT_EQ(ordered[2].turn, 0);
    EXPECT_TRUE(is_held(ordered[0].id));
    EXPECT_TRUE(is_held(ordered[1].id));
    EXPECT_FALSE(is_held(ordered[2].id));
    deploy(ordered[2].id, "arn:new");
    EXPECT_EQ(get(ordered[1].id).held_until, clock.now() + 600s);
}

TEST_P(RollOutTest, an_order_that_takes_nothing_over_uses_nothing) {
    const Certificate pay = add("pay", make("pay.example"));
    discover("eu-west-2", "pay.example", 2);
    discover("eu-west-3", "pay.example", 1);
    for (const Deployment& one : take_over(pay, {"eu-west-2", "eu-west-3"}, careful))
        EXPECT_FALSE(is_held(one.id));
}

TEST_P(RollOutTest, where_nobody_knows_what_an_order_takes_over_its_turn_is_last) {
    const Certificate pay = add("pay", make("pay.example"));
    discover("eu-west-2", "pay.example", 0, "pending");
    discover("eu-west-3", "pay.example", 4);
    auto taking = careful;
    taking.replace = true;
    const auto ordered = take_over(pay, {"eu-west-2", "ca-west-1", "eu-west-3"}, taking);
    EXPECT_EQ(ordered[0].turn, 1);
    EXPECT_EQ(ordered[1].turn, 2);  // where no discovery has looked
    EXPECT_EQ(ordered[2].turn, 0);
}

TEST_P(RollOutTest, what_is_chosen_is_asked_for_its_use) {
    const Certificate pay = add("pay", make("pay.example"));
    discover("eu-west-2", "else.example", 1);
    auto choosing = careful;
    choosing.chosen_arn = "arn:eu-west-2";
    const auto ordered = database->write([&](store::Transaction& transaction) {
        return deployments.order(
            transaction, pay, {{{account, "eu-west-2"}, choosing}, {{account, "us-west-1"}, careful}}, actor);
    });
    EXPECT_TRUE(is_held(ordered[0].id));
    EXPECT_FALSE(is_held(ordered[1].id));
}

TEST_P(RollOutTest, what_is_no_longer_managed_has_no_pause_to_change) {
    database->write([&](store::Transaction& transaction) { deployments.remove(transaction, used, actor); });
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  deployments.change_pause(transaction, used, 600s, actor);
              }),
              Fault::conflict);
}

INSTANTIATE_ON_BOTH_DATABASES(RollOutTest);

}  // namespace
}  // namespace certwright::lifecycle
