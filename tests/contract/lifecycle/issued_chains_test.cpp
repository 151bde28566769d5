#include "deployment_fixture.hpp"
#include "jobs/lease.hpp"
#include "jobs/running_job.hpp"
#include "lifecycle/issued_chains_run.hpp"
#include "support/hierarchy.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using Texts = std::vector<std::string>;
using certwright::test::Hierarchy;

/// A leaf below two intermediates and a root, which come one after the other.
struct IssuedChains : DeploymentFixture {
    const Hierarchy hierarchy{2};
    ChainCompletions completions{queue, log, clock};

    IssuedChains() {
        repository.on_authority(
            [this](store::Transaction& transaction, const x509::Certificate& came,
                   const inventory::Actor& who) { completions.begin_issued(transaction, came, who); });
    }

    Certificate add(const std::string& name, BytesView der, std::vector<Bytes> issuers = {},
                    Origin origin = Origin::uploaded) {
        return database->write([&](store::Transaction& transaction) {
            return repository.add(
                transaction, named(name),
                {.leaf = der, .issuers = std::move(issuers), .key = nullptr, .origin = origin}, actor);
        });
    }
    using DeploymentFixture::add;
    Certificate add_authority(std::size_t number) {
        return add("authority " + std::to_string(number), hierarchy.authorities[number]);
    }
    /// Runs what waits until nothing does, as a worker does; returns what became of each.
    Texts work() {
        Texts outcomes;
        IssuedChainsRun handler{*database, repository};
        for (;;) {
            const auto due = database->write([&](store::Transaction& transaction) {
                return jobs::claim(transaction, {.lane = "default",
                                                 .kinds = {std::string{issued_chains_job_kind}},
                                                 .worker = "test",
                                                 .now = clock.now(),
                                                 .lease_expires_at = clock.now() + 1h,
                                                 .limit = 1});
            });
            if (due.empty()) return outcomes;
            jobs::RunningJob running{*database, clock, due.front()};
            handler.run(running);
            EXPECT_TRUE(running.completed());
            outcomes.push_back(database->read([&](store::Connection& connection) {
                return queue.find(connection, due.front().id)->outcome;
            }));
        }
    }
    Texts fingerprints(const std::vector<Bytes>& chain) {
        Texts found;
        for (const Bytes& der : chain) found.push_back(x509::fingerprint_sha256(der));
        return found;
    }
    Texts issuers_of(const std::string& name) { return get(name).current.issuers; }
};

TEST_P(IssuedChains, are_completed_when_the_authority_comes) {
    add("shop", hierarchy.leaf);
    add_authority(0), add_authority(1);
    EXPECT_EQ(work(), Texts{}) << "its own issuer is not there yet";
    add_authority(2);
    EXPECT_EQ(issuers_of("shop"), Texts{}) << "that is done by the job";
    EXPECT_EQ(work(), Texts{"1 certificate has a longer chain"});
    EXPECT_EQ(issuers_of("shop"), fingerprints(hierarchy.chain()));
    EXPECT_TRUE(get("shop").current.reaches_root);
    EXPECT_EQ(actions().back(), "certificate.chain_added");
}

TEST_P(IssuedChains, grow_from_the_leaf_up_however_the_authorities_come) {
    add("shop", hierarchy.leaf);
    add_authority(2);
    work();
    EXPECT_EQ(issuers_of("shop"), fingerprints({hierarchy.authorities[2]}));
    add_authority(1);
    work();
    EXPECT_EQ(issuers_of("authority 2"), fingerprints({hierarchy.authorities[1]}));
    EXPECT_EQ(issuers_of("shop"), fingerprints({hierarchy.authorities[2], hierarchy.authorities[1]}));
}

TEST_P(IssuedChains, are_left_without_a_root_where_they_came_without_it) {
    add("shop", hierarchy.leaf, {hierarchy.authorities[2], hierarchy.authorities[1]});
    add_authority(2), add_authority(1);
    work();
    add_authority(0);
    work();
    EXPECT_TRUE(get("authority 1").current.reaches_root);
    EXPECT_EQ(issuers_of("shop"), fingerprints({hierarchy.authorities[2], hierarchy.authorities[1]}));
}

TEST_P(IssuedChains, are_completed_by_what_comes_in_somebody_elses_chain) {
    add("shop", hierarchy.leaf);
    const Made other = make("other.example.com");
    add("other", other.der, {authority.certificate, hierarchy.authorities[2]});
    EXPECT_EQ(work(), Texts{"1 certificate has a longer chain"});
    EXPECT_EQ(issuers_of("shop"), fingerprints({hierarchy.authorities[2]}));
}

TEST_P(IssuedChains, of_what_aws_serves_and_of_what_another_key_signed_stay) {
    add("served", hierarchy.leaf, {}, Origin::aws);
    const Hierarchy stranger{2};
    add("shop", stranger.leaf);
    add_authority(2);
    EXPECT_EQ(work(), Texts{"0 certificates have a longer chain"}) << "the names are the same";
    EXPECT_EQ(issuers_of("served"), Texts{});
    EXPECT_EQ(issuers_of("shop"), Texts{});
    EXPECT_EQ(count("SELECT count(*) FROM chain_problems"), 0);
}

TEST_P(IssuedChains, make_no_work_where_none_waits) {
    add("shop", hierarchy.leaf, hierarchy.chain());
    add_authority(0), add_authority(1), add_authority(2);
    EXPECT_TRUE(waiting_jobs().empty());
}

TEST_P(IssuedChains, of_more_than_a_page_are_all_completed) {
    constexpr int many = 230;
    for (int number = 0; number < many; ++number) add("shop " + std::to_string(number), hierarchy.leaf);
    add_authority(2);
    EXPECT_EQ(work(), Texts{"230 certificates have a longer chain"});
    EXPECT_EQ(count("SELECT count(*) FROM certificate_versions WHERE length(chain) > 2"), many);
}

TEST_P(IssuedChains, of_deployed_ones_are_deployed_as_every_longer_chain_is) {
    const Certificate shop = add("shop", hierarchy.leaf);
    Texts supplied;
    repository.on_supplied([&](store::Transaction& transaction, const Certificate& certificate) {
        supplied.push_back(certificate.settings.name);
        deployments.follow_supply(transaction, certificate);
    });
    add_authority(2);
    work();
    EXPECT_EQ(supplied, Texts{"shop"});
}

INSTANTIATE_ON_BOTH_DATABASES(IssuedChains);

}  // namespace
}  // namespace certwright::lifecycle
