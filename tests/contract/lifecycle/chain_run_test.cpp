#include "lifecycle/chain_run.hpp"

#include "jobs/lease.hpp"
#include "jobs/retry_policy.hpp"
#include "jobs/running_job.hpp"
#include "lifecycle/known_issuers.hpp"
#include "repository_fixture.hpp"
#include "support/fake_transport.hpp"
#include "support/hierarchy.hpp"

#include <gtest/gtest.h>

#include <map>

namespace certwright::lifecycle {
namespace {

using Texts = std::vector<std::string>;
using certwright::test::Hierarchy;

struct ChainRunTest : RepositoryFixture {
    const Hierarchy hierarchy{2};
    std::map<std::string, net::ClientResponse> published;
    certwright::test::FakeTransport transport{
        [this](const net::ClientRequest& request, std::size_t) -> certwright::test::FakeTransport::Answer {
            const auto found = published.find(request.url.text());
            if (found == published.end())
                return net::NoResponse{net::TransportFailure::timeout, false, "no answer"};
            return found->second;
        }};
    FetchPolicy policy{.is_on = true, .from_private = false};
    jobs::Queue queue{*database, clock};
    ChainCompletions completions{queue, log, clock};

    void publish(std::size_t number) {
        published.insert_or_assign(
            "http://ca.example.com/" + std::to_string(number),
            net::ClientResponse{200, {}, std::string{as_text(hierarchy.authorities[number])}});
    }
    Certificate add_leaf(std::vector<Bytes> issuers = {}, Origin origin = Origin::uploaded) {
        return database->write([&](store::Transaction& transaction) {
            return repository.add(
                transaction, named("shop"),
                {.leaf = hierarchy.leaf, .issuers = std::move(issuers), .key = nullptr, .origin = origin},
                actor);
        });
    }
    Certificate add_authority(std::size_t number) {
        return database->write([&](store::Transaction& transaction) {
            return repository.add(transaction, named("authority " + std::to_string(number)),
                                  {.leaf = hierarchy.authorities[number], .key = nullptr}, actor);
        });
    }
    jobs::JobId begin(const Certificate& certificate) {
        return database->write([&](store::Transaction& transaction) {
            return completions.begin(transaction, certificate, actor);
        });
    }
    jobs::Job job(const jobs::JobId& id) {
        return database->read([&](store::Connection& connection) { return *queue.find(connection, id); });
    }
    /// Runs what waits once, as a worker does. Returns how many.
    std::size_t work() {
        const IssuerFetch fetch{transport, policy};
        ChainRun handler{*database, repository, completions, fetch};
        const auto due = database->write([&](store::Transaction& transaction) {
            return jobs::claim(transaction, {.lane = "default",
                                             .kinds = {std::string{chain_job_kind}},
                                             .worker = "test",
                                             .now = clock.now(),
                                             .lease_expires_at = clock.now() + 1h,
                                             .limit = 10});
        });
        for (const jobs::Job& one : due) {
            jobs::RunningJob running{*database, clock, one};
            try {
                handler.run(running);
                EXPECT_TRUE(running.completed());
            } catch (const Error& error) {
                end(handler, one, error);
            }
        }
        return due.size();
    }
    void end(ChainRun& handler, const jobs::Job& one, const Error& error) {
        const bool again = jobs::worth_retrying(error.fault()) && one.attempt < one.max_attempts;
        database->write([&](store::Transaction& transaction) {
            jobs::settle(transaction, one,
                         {.state = again ? jobs::JobState::available : jobs::JobState::failed,
                          .attempt = one.attempt,
                          .now = clock.now(),
                          .run_at = clock.now(),
                          .last_error = error.message()});
            if (!again) handler.on_abandoned(transaction, one, error.message());
        });
    }
    Texts fingerprints(const std::vector<Bytes>& chain) {
        Texts found;
        for (const Bytes& der : chain) found.push_back(x509::fingerprint_sha256(der));
        return found;
    }
    std::string problem() {
        return database->read([&](store::Connection& connection) {
            return completions.problem(connection, get("shop").current.id).value_or("");
        });
    }
};

TEST_P(ChainRunTest, a_certificate_that_comes_alone_gets_the_issuers_that_are_here) {
    add_authority(0), add_authority(1), add_authority(2);
    const Certificate shop = add_leaf();
    EXPECT_EQ(shop.current.issuers, fingerprints(hierarchy.chain()));
    EXPECT_TRUE(shop.current.reaches_root);
    EXPECT_TRUE(transport.sent().empty());
}

TEST_P(ChainRunTest, issuers_that_came_in_somebody_elses_chain_serve_too) {
    const Made other = make("other.example.com");
    database->write([&](store::Transaction& transaction) {
        repository.add(transaction, named("other"),
                       {.leaf = other.der, .issuers = {authority.certificate, hierarchy.authorities[2]}},
                       actor);
    });
    EXPECT_EQ(add_leaf().current.issuers, fingerprints({hierarchy.authorities[2]}));
}

TEST_P(ChainRunTest, what_came_with_a_chain_and_what_aws_serves_stay_as_they_are) {
    add_authority(0), add_authority(1), add_authority(2);
    EXPECT_EQ(add_leaf({}, Origin::aws).current.issuers, Texts{});
    database->write(
        [&](store::Transaction& transaction) { repository.remove(transaction, get("shop").id, actor); });
    EXPECT_EQ(add_leaf({hierarchy.authorities[2]}).current.issuers, fingerprints({hierarchy.authorities[2]}));
}

TEST_P(ChainRunTest, tells_when_a_current_version_comes_without_a_chain) {
    Texts told;
    repository.on_chainless(
        [&](store::Transaction&, const Certificate& certificate, const inventory::Actor& who) {
            told.push_back(certificate.settings.name + " by " + who.name);
        });
    const Certificate shop = add_leaf();
    add_authority(0);
    add("whole", make("whole.example.com"));
    const Made old = make("shop.example.com", "2021-01-01T00:00:00Z");
    database->write([&](store::Transaction& transaction) {
        repository.add_version(transaction, shop.id, {.leaf = old.der}, actor);
    });
    EXPECT_EQ(told, Texts{"shop by user:alice"});
}

TEST_P(ChainRunTest, fetches_what_is_missing_and_remembers_it) {
    for (std::size_t i = 0; i < 3; ++i) publish(i);
    std::vector<std::string> supplied;
    repository.on_supplied([&](store::Transaction&, const Certificate& certificate) {
        supplied.push_back(certificate.settings.name);
    });
    const jobs::JobId id = begin(add_leaf());
    EXPECT_EQ(work(), 1u);
    const Version current = get("shop").current;
    EXPECT_EQ(current.issuers, fingerprints(hierarchy.chain()));
    EXPECT_TRUE(current.reaches_root);
    EXPECT_EQ(job(id).outcome, "3 issuers added, of which 3 were fetched; the chain is complete");
    EXPECT_EQ(actions(),
              (Texts{"certificate.created", "certificate.issuer_fetched", "certificate.issuer_fetched",
                     "certificate.issuer_fetched", "certificate.chain_added"}));
    EXPECT_EQ(supplied, Texts{"shop"}) << "deployments hear of the longer chain";
    EXPECT_EQ(count("SELECT count(*) FROM known_issuers WHERE fetched_from IS NOT NULL"), 3);
}

TEST_P(ChainRunTest, with_fetching_off_it_asks_nobody_and_says_what_is_missing) {
    policy.is_on = false;
    publish(2);
    const jobs::JobId id = begin(add_leaf());
    work();
    EXPECT_TRUE(transport.sent().empty());
    EXPECT_EQ(job(id).state, jobs::JobState::failed);
    EXPECT_NE(problem().find("Issuing 2"), std::string::npos) << problem();
    EXPECT_EQ(actions().back(), "certificate.chain_failed");
    add_authority(2);
    begin(get("shop"));
    work();
    EXPECT_EQ(get("shop").current.issuers, fingerprints({hierarchy.authorities[2]}));
    EXPECT_EQ(problem(), "");
}

TEST_P(ChainRunTest, what_nobody_answers_is_tried_again_and_then_given_up) {
    const jobs::JobId id = begin(add_leaf());
    for (int attempt = 1; attempt < 4; ++attempt) {
        EXPECT_EQ(work(), 1u);
        EXPECT_EQ(problem(), "");
    }
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(work(), 0u);
    EXPECT_EQ(job(id).state, jobs::JobState::failed);
    EXPECT_NE(problem().find("no answer"), std::string::npos);
}

TEST_P(ChainRunTest, keeps_the_part_that_could_be_found) {
    publish(2);
    const jobs::JobId id = begin(add_leaf());
    work();
    EXPECT_EQ(get("shop").current.issuers, fingerprints({hierarchy.authorities[2]}));
    EXPECT_NE(job(id).outcome.find("1 issuer added, of which 1 was fetched"), std::string::npos);
    EXPECT_NE(job(id).outcome.find("no answer"), std::string::npos);
}

TEST_P(ChainRunTest, uses_no_certificate_that_did_not_make_the_signature) {
    const Hierarchy stranger{2};
    published.insert_or_assign("http://ca.example.com/2",
                               net::ClientResponse{200, {}, std::string{as_text(stranger.authorities[2])}});
    begin(add_leaf());
    work();
    EXPECT_EQ(get("shop").current.issuers, Texts{});
    EXPECT_NE(problem().find("made the signature"), std::string::npos);
    EXPECT_EQ(count("SELECT count(*) FROM known_issuers"), 0);
}

TEST_P(ChainRunTest, has_nothing_to_do_for_a_version_that_is_no_longer_current) {
    const Certificate shop = add_leaf();
    const jobs::JobId id = begin(shop);
    EXPECT_EQ(begin(shop), id) << "one job at a time";
    bring(shop.id, make("shop.example.com", "2050-01-01T00:00:00Z"));
    work();
    EXPECT_EQ(job(id).state, jobs::JobState::completed);
    EXPECT_TRUE(transport.sent().empty());
}

TEST_P(ChainRunTest, of_what_is_complete_says_so) {
    add("shop", make("shop.example.com"));
    const jobs::JobId id = begin(get("shop"));
    work();
    EXPECT_EQ(job(id).outcome, "the chain is complete already");
}

TEST_P(ChainRunTest, a_problem_goes_with_its_certificate) {
    policy.is_on = false;
    begin(add_leaf());
    work();
    database->write(
        [&](store::Transaction& transaction) { repository.remove(transaction, get("shop").id, actor); });
    EXPECT_EQ(count("SELECT count(*) FROM chain_problems"), 0);
}

INSTANTIATE_ON_BOTH_DATABASES(ChainRunTest);

}  // namespace
}  // namespace certwright::lifecycle
