#include "lifecycle/sync_states.hpp"

#include "deployment_run_fixture.hpp"
#include "inventory/certificate_list.hpp"
#include "inventory/seen_certificate.hpp"
#include "lifecycle/deployment_list.hpp"
#include "lifecycle/live_certificate.hpp"
#include "lifecycle/take_from_aws.hpp"

namespace certwright::lifecycle {
namespace {

constexpr const char* sync_region = "us-east-1";

struct SyncStatesTest : DeploymentRunFixture {
    Requests requests{keys, log, clock};
    inventory::Scope scope{account, sync_region, "acm"};

    /// What discovery does about the region: it lists what is there, and compares.
    void discover() {
        clock.advance(1min);
        const auto client = database->read([&](store::Connection& connection) {
            return access.client(connection, accounts.get(connection, account.text()));
        });
        inventory::Sweep sweep{scope, "run_test", clock.now()};
        for (const auto& one : aws.held) {
            const auto live = look_at(*client, sync_region, one.arn, {});
            database->write([&](store::Transaction& transaction) {
                inventory::keep_seen(transaction, scope, live->told, clock.now());
            });
            const std::vector<inventory::ListRow> rows{inventory::to_list_row(*live->told.described)};
            sweep.accept(database->write([&](store::Transaction& transaction) {
                return sweep.keep_page(transaction, rows, clock.now());
            }));
        }
        database->write([&](store::Transaction& transaction) {
            sweep.finish(transaction, clock.now(), inventory::Sweep::Attempt::first);
            inventory::RunScope over;
            over.account = account;
            over.region = sync_region;
            sync_states.refresh(transaction, over);
        });
    }

    std::string state_of(const std::string& arn) {
        const auto sync = find(arn);
        if (!sync) return "unmanaged";
        return (sync->is_mismatch ? "red " : "") + sync->state;
    }
    std::optional<inventory::CertificateSync> find(const std::string& arn) {
        return database->read(
            [&](store::Connection& connection) { return inventory::find_sync(connection, account, arn); });
    }
    std::vector<std::string> listed(const std::string& sync_state) {
        return database->read([&](store::Connection& connection) {
            const auto filter = inventory::CertificateFilter::parse({{"sync_state", sync_state}});
            const inventory::CertificateSelection selection{connection, filter, clock.now()};
            std::vector<std::string> arns;
            for (const auto& row :
                 inventory::list_certificates(
                     connection, selection, inventory::CertificateSort::parse("not_after"), std::nullopt, 100)
                     .rows)
                arns.push_back(row.arn);
            return arns;
        });
    }
    std::int64_t mismatched() {
        return database->read([&](store::Connection& connection) {
            const inventory::CertificateSelection all{connection, {}, clock.now()};
            return inventory::total_certificates(connection, all, clock.now()).mismatched;
        });
    }
    TakenIn take(const std::string& arn, const FromAwsWish& wish = {}) {
        return database->write([&](store::Transaction& transaction) {
            const auto source = inventory::find_certificate(transaction, arn);
            return take_from_aws(transaction, repository, requests, sync_states, source.value(), wish, actor,
                                 clock.now());
        });
    }
    std::string deploy(const DeploymentSettings& settings = {}) {
        const auto id = order(shop, settings).id;
        run_all();
        return get(id).course.arn;
    }
};

TEST_P(SyncStatesTest, what_discovery_asked_before_a_deployment_looked_is_dropped) {
    order(shop, {.auto_redeploy = true});
    run_all();
    discover();
    const auto client = database->read([&](store::Connection& connection) {
        return access.client(connection, accounts.get(connection, account.text()));
    });
    const Time asked_at = clock.now();
    inventory::Details old = look_at(*client, sync_region, only().arn, {})->told;
    old.asked_at = asked_at;
    clock.advance(1s);
    bring(shop.id, make("shop.example"));
    run_all();
    const auto fingerprint = [&] {
        return database->read([&](store::Connection& connection) {
            return *connection.find("SELECT fingerprint_sha256 FROM aws_certificates", {},
                                    [](const store::Row& row) { return row.text(0); });
        });
    };
    const auto keep_old = [&] {
        database->write([&](store::Transaction& transaction) {
            const auto id = transaction->find("SELECT id FROM aws_certificates", {},
                                              [](const store::Row& row) { return row.text(0); });
            inventory::keep_details(transaction, *id, old, "", clock.now());
        });
    };
    ASSERT_EQ(fingerprint(), wanted());
    keep_old();
    EXPECT_EQ(fingerprint(), wanted());
    old.asked_at = clock.now();
    keep_old();
    EXPECT_NE(fingerprint(), wanted()) << "what was asked since is believed";
}

TEST_P(SyncStatesTest, what_was_deployed_is_listed_at_once_and_in_sync) {
    const std::string arn = deploy();
    EXPECT_EQ(state_of(arn), "in_sync");
    EXPECT_EQ(listed("in_sync"), (std::vector<std::string>{arn}));
    EXPECT_EQ(listed("mismatch"), std::vector<std::string>{});
    EXPECT_EQ(mismatched(), 0);
}

TEST_P(SyncStatesTest, discovery_after_a_deployment_finds_nothing_new) {
    deploy();
    discover();
    EXPECT_EQ(count("SELECT count(*) FROM aws_certificates"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM aws_certificate_changes WHERE kind <> 'found'"), 0);
}

TEST_P(SyncStatesTest, a_renewal_that_is_not_deployed_is_newer_in_the_repository) {
    const std::string arn = deploy();
    bring(shop.id, make("shop.example"));
    EXPECT_EQ(state_of(arn), "red repository_newer");
    EXPECT_EQ(mismatched(), 1);
    order(get("shop"));
    run_all();
    EXPECT_EQ(state_of(arn), "in_sync");
}

TEST_P(SyncStatesTest, what_somebody_else_imported_is_red_and_nothing_else) {
    const std::string arn = deploy();
    const std::string stranger = aws.import(pem(make("other.example")), chain());
    aws.import(pem(make("shop.example")), chain(), arn);
    discover();
    EXPECT_EQ(state_of(arn), "red different_key");
    EXPECT_EQ(state_of(stranger), "unmanaged");
    EXPECT_EQ(listed("mismatch"), (std::vector<std::string>{arn}));
    EXPECT_EQ(listed("unmanaged"), (std::vector<std::string>{stranger}));
    EXPECT_TRUE(was_done("aws_certificate.out_of_sync"));
    order(shop);
    run_all();
    EXPECT_EQ(state_of(arn), "in_sync");
    EXPECT_TRUE(was_done("aws_certificate.in_sync"));
}

TEST_P(SyncStatesTest, what_is_gone_is_missing) {
    const std::string arn = deploy();
    aws.held.clear();
    discover();
    EXPECT_EQ(state_of(arn), "red missing_in_aws");
}

TEST_P(SyncStatesTest, accepted_stays_so_until_aws_serves_something_else) {
    const std::string arn = deploy();
    aws.import(pem(make("shop.example")), chain(), arn);
    discover();
    database->write([&](store::Transaction& tx) { sync_states.accept(tx, account, arn, "", actor); });
    EXPECT_EQ(state_of(arn), "different_key");
    EXPECT_TRUE(find(arn)->is_accepted());
    EXPECT_EQ(listed("accepted"), (std::vector<std::string>{arn}));
    discover();
    EXPECT_EQ(listed("mismatch"), std::vector<std::string>{});
    aws.import(pem(make("shop.example")), chain(), arn);
    discover();
    EXPECT_EQ(state_of(arn), "red different_key");
}

TEST_P(SyncStatesTest, what_is_accepted_is_left_alone_until_somebody_deploys_or_aws_serves_something_else) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    run_all();
    const std::string arn = get(id).course.arn;
    aws.import(pem(make("shop.example")), chain(), arn);
    discover();
    database->write([&](store::Transaction& tx) { sync_states.accept(tx, account, arn, "", actor); });
    const std::string accepted = only().fingerprint();
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_EQ(only().fingerprint(), accepted);
    EXPECT_EQ(get(id).course.state, DeploymentState::deployed);
    EXPECT_EQ(get(id).problem.rule, "difference_accepted");
    EXPECT_EQ(state_of(arn), "different_key");
    EXPECT_TRUE(was_done("deployment.left_alone"));
    const auto listed = database->read(
        [&](store::Connection& connection) { return list_deployments(connection, {}, "", 10); });
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_TRUE(listed.front().is_accepted);

    order(get("shop"), {.auto_redeploy = true});
    run_all();
    EXPECT_EQ(only().fingerprint(), wanted());
    EXPECT_EQ(get(id).problem, Refusal{});
    EXPECT_EQ(state_of(arn), "in_sync");

    aws.import(pem(make("shop.example")), chain(), arn);
    discover();
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_EQ(only().fingerprint(), wanted()) << "what nobody has accepted is replaced";
}

TEST_P(SyncStatesTest, what_was_replaced_without_being_of_the_repository_is_named) {
    order(shop, {.auto_redeploy = true});
    run_all();
    EXPECT_FALSE(was_done("deployment.replaces_foreign"));
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_FALSE(was_done("deployment.replaces_foreign")) << "it replaced a version";
    aws.import(pem(make("shop.example")), chain(), only().arn);
    const std::string stranger = only().fingerprint();
    bring(shop.id, make("shop.example"));
    run_all();
    const auto events =
        database->read([&](store::Connection& connection) { return log.list(connection, {}); });
    const auto told = std::ranges::find(events, "deployment.replaces_foreign", &audit::Event::action);
    ASSERT_NE(told, events.end());
    EXPECT_NE(told->details.find(stranger), std::string::npos);
    EXPECT_NE(told->details.find("\"key_held\":false"), std::string::npos);
    const auto results = database->read([](store::Connection& connection) {
        return connection.list("SELECT outcome FROM jobs WHERE outcome LIKE '%no version of this one%'", {},
                               [](const store::Row& row) { return row.text(0); });
    });
    EXPECT_EQ(results.size(), 1U);
}

TEST_P(SyncStatesTest, what_has_expired_or_is_foreign_becomes_the_current_version_only_anyway) {
    const std::string foreign = aws.import(pem(make("other.example")), chain());
    discover();
    const auto taking = [&](const FromAwsWish& wish) {
        return fault_of([&](store::Transaction& tx) {
            take_from_aws(tx, repository, requests, sync_states,
                          inventory::find_certificate(tx, foreign).value(), wish, actor, clock.now());
        });
    };
    EXPECT_EQ(taking({.name = "", .certificate = "shop"}), Fault::invalid);
    EXPECT_EQ(get("shop").version_count, 1);
    EXPECT_EQ(taking({.name = "", .certificate = "shop", .anyway = true}), std::nullopt);
    EXPECT_EQ(get("shop").current.facts.names, (std::vector<std::string>{"other.example"}));
}

TEST_P(SyncStatesTest, details_that_are_asked_for_again_change_neither_red_nor_accepted) {
    const std::string arn = deploy();
    aws.import(pem(make("shop.example")), chain(), arn);
    discover();
    const auto ask_again = [&](const std::string& name) {
        database->write([&](store::Transaction& tx) {
            tx->execute("UPDATE aws_certificates SET details_state = 'pending'", store::Values{});
            repository.change(tx, shop.id, named(name), std::nullopt, actor);
        });
    };
    ask_again("store");
    EXPECT_EQ(state_of(arn), "red different_key");
    EXPECT_EQ(find(arn)->certificate_name, "store");
    database->write([&](store::Transaction& tx) { sync_states.accept(tx, account, arn, "", actor); });
    ask_again("shop");
    EXPECT_TRUE(find(arn)->is_accepted());
    discover();
    EXPECT_TRUE(find(arn)->is_accepted());
}

TEST_P(SyncStatesTest, what_was_deployed_while_a_listing_was_under_way_is_not_missing) {
    inventory::Sweep sweep{scope, "run_test", clock.now()};
    clock.advance(1s);
    const std::string arn = deploy();
    database->write([&](store::Transaction& tx) {
        sweep.finish(tx, clock.now(), inventory::Sweep::Attempt::first);
        sync_states.refresh(tx, shop.id);
    });
    EXPECT_EQ(state_of(arn), "in_sync");
}

TEST_P(SyncStatesTest, an_acceptance_can_be_withdrawn) {
    const std::string arn = deploy();
    aws.held.clear();
    discover();
    database->write([&](store::Transaction& tx) { sync_states.accept(tx, account, arn, "", actor); });
    EXPECT_EQ(state_of(arn), "missing_in_aws");
    database->write(
        [&](store::Transaction& tx) { sync_states.withdraw_acceptance(tx, account, arn, actor); });
    EXPECT_EQ(state_of(arn), "red missing_in_aws");
}

TEST_P(SyncStatesTest, only_what_is_out_of_sync_can_be_accepted) {
    const std::string arn = deploy();
    EXPECT_EQ(fault_of([&](store::Transaction& tx) { sync_states.accept(tx, account, arn, "", actor); }),
              Fault::conflict);
    EXPECT_EQ(
        fault_of([&](store::Transaction& tx) { sync_states.accept(tx, account, "arn:aws:none", "", actor); }),
        Fault::not_found);
}

TEST_P(SyncStatesTest, what_was_shown_is_accepted_and_nothing_that_came_since) {
    const std::string arn = deploy();
    aws.import(pem(make("shop.example")), chain(), arn);
    discover();
    const std::string shown = find(arn)->served;
    aws.import(pem(make("shop.example")), chain(), arn);
    discover();
    EXPECT_EQ(fault_of([&](store::Transaction& tx) { sync_states.accept(tx, account, arn, shown, actor); }),
              Fault::conflict);
    const std::string served = find(arn)->served;
    database->write([&](store::Transaction& tx) { sync_states.accept(tx, account, arn, served, actor); });
    EXPECT_TRUE(find(arn)->is_accepted());
}

TEST_P(SyncStatesTest, what_is_taken_from_aws_is_compared_from_then_on) {
    const std::string arn = aws.import(pem(make("news.example")), chain());
    discover();
    EXPECT_EQ(state_of(arn), "unmanaged");
    const TakenIn taken = take(arn);
    EXPECT_EQ(taken.outcome, TakenIn::Outcome::created);
    EXPECT_EQ(taken.version.origin, Origin::aws);
    EXPECT_EQ(taken.version.source_arn, arn);
    EXPECT_FALSE(taken.version.has_key);
    EXPECT_EQ(state_of(arn), "in_sync");
    aws.import(pem(make("news.example")), chain(), arn);
    discover();
    EXPECT_EQ(state_of(arn), "red different_key");
}

TEST_P(SyncStatesTest, taking_a_newer_version_in_ends_the_difference) {
    const std::string arn = deploy();
    aws.import(pem(make("shop.example", "2030-01-01T00:00:00Z")), chain(), arn);
    discover();
    EXPECT_EQ(state_of(arn), "red different_key");
    const TakenIn taken = take(arn, {.name = "", .certificate = "shop"});
    EXPECT_EQ(taken.certificate.id, shop.id);
    EXPECT_EQ(get("shop").current.number, taken.version.number);
    EXPECT_EQ(state_of(arn), "in_sync");
}

TEST_P(SyncStatesTest, what_was_taken_is_compared_until_that_is_ended) {
    const std::string arn = aws.import(pem(make("news.example")), chain());
    discover();
    const Certificate news = take(arn).certificate;
    const auto made = make("news.example");
    bring(news.id, made);
    const auto id = order(get("news.example"), {.replace = true}).id;
    run_all();
    ASSERT_EQ(get(id).course.arn, arn);
    EXPECT_EQ(fault_of([&](store::Transaction& tx) { sync_states.stop_comparing(tx, account, arn, actor); }),
              Fault::conflict)
        << "a deployment keeps it";
    database->write([&](store::Transaction& tx) { deployments.remove(tx, id, actor); });
    EXPECT_EQ(state_of(arn), "in_sync");
    database->write([&](store::Transaction& tx) { sync_states.stop_comparing(tx, account, arn, actor); });
    EXPECT_EQ(state_of(arn), "unmanaged");
    EXPECT_EQ(fault_of([&](store::Transaction& tx) { sync_states.stop_comparing(tx, account, arn, actor); }),
              Fault::not_found);
    discover();
    EXPECT_EQ(state_of(arn), "unmanaged");
}

TEST_P(SyncStatesTest, what_is_gone_from_aws_is_forgotten_unless_a_deployment_keeps_it) {
    const auto id = order(shop, {}).id;
    run_all();
    const std::string arn = get(id).course.arn;
    discover();
    const auto forget = [&](store::Transaction& tx) {
        sync_states.forget(tx, inventory::find_certificate(tx, arn).value(), actor);
    };
    EXPECT_EQ(fault_of(forget), Fault::conflict) << "it is there";
    aws.held.clear();
    discover();
    EXPECT_EQ(state_of(arn), "red missing_in_aws");
    EXPECT_EQ(fault_of(forget), Fault::conflict) << "a deployment keeps it";
    database->write([&](store::Transaction& tx) { deployments.remove(tx, id, actor); });
    database->write(forget);
    EXPECT_FALSE(database->read([&](store::Connection& connection) {
        return inventory::find_certificate(connection, arn).has_value();
    }));
    EXPECT_EQ(count("SELECT count(*) FROM aws_certificate_changes"), 0);
    EXPECT_EQ(actions().back(), "aws_certificate.forgotten");
}

TEST_P(SyncStatesTest, a_name_is_not_taken_twice) {
    const std::string arn = aws.import(pem(make("news.example")), chain());
    discover();
    EXPECT_EQ(fault_of([&](store::Transaction& tx) {
                  take_from_aws(tx, repository, requests, sync_states,
                                inventory::find_certificate(tx, arn).value(),
                                {.name = "shop", .certificate = ""}, actor, clock.now());
              }),
              Fault::conflict);
}

TEST_P(SyncStatesTest, what_nobody_manages_any_more_is_compared_with_nothing) {
    const auto id = order(shop).id;
    run_all();
    const std::string arn = get(id).course.arn;
    database->write([&](store::Transaction& tx) { deployments.remove(tx, id, actor); });
    EXPECT_EQ(state_of(arn), "unmanaged");
}

TEST_P(SyncStatesTest, deployments_are_found_by_their_state) {
    const std::string arn = deploy();
    bring(shop.id, make("shop.example"));
    const auto found = [&](const DeploymentFilter& filter) {
        return database->read([&](store::Connection& connection) {
            const auto listed = list_deployments(connection, filter, "", 10).size();
            EXPECT_EQ(count_deployments(connection, filter), static_cast<std::int64_t>(listed));
            return listed;
        });
    };
    EXPECT_EQ(found({}), 1U);
    EXPECT_EQ(found({.sync_state = SyncState::repository_newer}), 1U);
    EXPECT_EQ(found({.sync_state = SyncState::in_sync}), 0U);
    EXPECT_EQ(found({.is_mismatch = true}), 1U);
    const auto served = find(arn)->served;
    database->write([&](store::Transaction& tx) { sync_states.accept(tx, account, arn, served, actor); });
    EXPECT_EQ(found({.is_mismatch = true}), 0U) << "it was accepted";
}

TEST_P(SyncStatesTest, a_new_name_is_told_with_the_state) {
    const std::string arn = deploy();
    database->write(
        [&](store::Transaction& tx) { repository.change(tx, shop.id, named("store"), std::nullopt, actor); });
    EXPECT_EQ(find(arn)->certificate_name, "store");
}

INSTANTIATE_ON_BOTH_DATABASES(SyncStatesTest);

}  // namespace
}  // namespace certwright::lifecycle
