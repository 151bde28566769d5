#include "deployment_run_fixture.hpp"

namespace certwright::lifecycle {
namespace {

using Kind = DeploymentEvent::Kind;
using State = DeploymentState;

struct RetargetTest : DeploymentRunFixture {
    Certificate store = add("store", make("shop.example"));

    Deployment retarget(const DeploymentId& id, const Certificate& certificate) {
        return database->write([&](store::Transaction& transaction) {
            return deployments.retarget(transaction, id, certificate, actor);
        });
    }
    std::optional<Fault> refusal_of(const DeploymentId& id, const Certificate& certificate) {
        return fault_of([&](store::Transaction& transaction) {
            deployments.retarget(transaction, id, certificate, actor);
        });
    }
};

TEST_P(RetargetTest, the_other_certificate_goes_over_the_same_arn) {
    const auto id = order(shop).id;
    run_all();
    const std::string arn = only().arn;
    retarget(id, store);
    run_all();
    EXPECT_EQ(only().arn, arn);
    EXPECT_EQ(only().fingerprint(), store.current.facts.fingerprint_sha256);
    EXPECT_EQ(get(id).certificate, store.id);
    EXPECT_EQ(get(id).certificate_name, "store");
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_TRUE(was_done("deployment.retargeted"));
    EXPECT_EQ(count("SELECT count(*) FROM aws_certificate_sync WHERE certificate = '" + store.id.text() +
                    "' AND state = 'in_sync'"),
              1);
    EXPECT_EQ(count("SELECT count(*) FROM aws_certificate_sync"), 1);
}

TEST_P(RetargetTest, it_follows_the_renewals_of_its_new_certificate_alone) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    run_all();
    retarget(id, store);
    run_all();
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_EQ(only().fingerprint(), store.current.facts.fingerprint_sha256);
    bring(store.id, make("shop.example"));
    run_all();
    EXPECT_EQ(only().fingerprint(), get("store").current.facts.fingerprint_sha256);
    database->write([&](store::Transaction& transaction) { repository.remove(transaction, shop.id, actor); });
}

TEST_P(RetargetTest, an_import_that_is_not_resolved_keeps_its_certificate) {
    const auto id = order(shop).id;
    advance(id, {.kind = Kind::start});
    advance(id, {.kind = Kind::intend, .fingerprint = wanted(), .at = clock.now()});
    EXPECT_EQ(refusal_of(id, store), Fault::conflict);
    database->write([&](store::Transaction& transaction) {
        deployments.give_up(transaction, id, {"job_failed", "no answer", ""});
    });
    EXPECT_EQ(refusal_of(id, store), Fault::conflict);
    EXPECT_EQ(get(id).certificate, shop.id);
}

TEST_P(RetargetTest, two_orders_never_keep_one_certificate_in_one_place) {
    const auto id = order(shop).id;
    const auto other = order(store).id;
    EXPECT_EQ(refusal_of(id, store), Fault::conflict);
    database->write([&](store::Transaction& transaction) { deployments.remove(transaction, other, actor); });
    EXPECT_EQ(refusal_of(id, store), std::nullopt);
}

TEST_P(RetargetTest, a_job_that_looked_at_the_other_certificate_imports_nothing) {
    const auto id = order(shop).id;
    const Deployment known = advance(id, {.kind = Kind::start});
    retarget(id, store);
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  deployments.advance(transaction, known,
                                      {.kind = Kind::intend,
                                       .fingerprint = shop.current.facts.fingerprint_sha256,
                                       .at = clock.now()},
                                      {});
              }),
              Fault::conflict);
    run_all();
    EXPECT_EQ(only().fingerprint(), store.current.facts.fingerprint_sha256);
}

TEST_P(RetargetTest, one_that_was_ended_stays_ended) {
    const auto id = order(shop).id;
    database->write([&](store::Transaction& transaction) { deployments.remove(transaction, id, actor); });
    EXPECT_EQ(refusal_of(id, store), Fault::conflict);
    EXPECT_EQ(get(id).certificate, shop.id);
}

INSTANTIATE_ON_BOTH_DATABASES(RetargetTest);

}  // namespace
}  // namespace certwright::lifecycle
