#include "base/error.hpp"
#include "inventory/account.hpp"
#include "inventory/change.hpp"
#include "inventory/discovery_run.hpp"
#include "inventory/lanes.hpp"
#include "inventory/list_row.hpp"
#include "inventory/resource_name.hpp"
#include "inventory/rotation.hpp"

#include <gtest/gtest.h>

#include <atomic>

namespace certwright::inventory {
namespace {

using S = ScopeState;

TEST(RunOutcome, is_decided_by_its_scopes) {
    EXPECT_EQ(outcome_of({S::completed, S::region_disabled}), RunState::completed);
    EXPECT_EQ(outcome_of({S::completed, S::detailing}), RunState::running);
    EXPECT_EQ(outcome_of({S::completed, S::failed}), RunState::completed_with_errors);
    EXPECT_EQ(outcome_of({S::failed}), RunState::failed);
    EXPECT_EQ(outcome_of({S::completed, S::failed, S::cancelled}), RunState::cancelled);
    EXPECT_EQ(outcome_of({S::waiting, S::cancelled}), RunState::running);
}

TEST(RunOutcome, has_words_that_can_be_read_back) {
    for (const auto state : {RunState::running, RunState::completed, RunState::completed_with_errors,
                             RunState::failed, RunState::cancelled})
        EXPECT_EQ(parse_run_state(to_string(state)), state);
    EXPECT_THROW(parse_run_state("done"), Error);
}

TEST(Rotation, spends_five_in_a_hundred_and_never_forgets_a_small_region) {
    EXPECT_EQ(Rotation{}.descriptions(0), 0);
    EXPECT_EQ(Rotation{}.descriptions(1), 1);
    EXPECT_EQ(Rotation{}.descriptions(20), 1);
    EXPECT_EQ(Rotation{}.descriptions(1000), 50 - 1) << "one call asks for their tags";
    EXPECT_EQ(Rotation{}.descriptions(1000, 2), 50 - 2 - 1);
    EXPECT_EQ(Rotation{}.descriptions(2500), 125 - 2);
    EXPECT_EQ(Rotation{}.descriptions(2020), 101 - 1);
}

TEST(Change, is_a_renewal_when_the_validity_moved) {
    EXPECT_EQ(kind_of({{"not_before", "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z"}}), ChangeKind::renewed);
    EXPECT_EQ(kind_of({{"not_before", "", "2026-03-01T00:00:00Z"}}), ChangeKind::changed);
    EXPECT_EQ(kind_of({{"in_use", "no", "yes"}}), ChangeKind::changed);
}

TEST(Change, hashes_fields_without_confusing_their_borders) {
    EXPECT_NE(hash_of(Fields{{"a", "b=1:c"}, {"d", ""}}), hash_of(Fields{{"a", "b"}, {"d", "=1:c"}}));
    EXPECT_EQ(hash_of(Fields{{"a", "b"}}), hash_of(Fields{{"a", "b"}}));
}

TEST(ListRow, is_the_same_whatever_order_aws_lists_names_in) {
    aws::acm::CertificateSummary one;
    one.subject_alternative_names = {"b.example.com", "a.example.com"};
    aws::acm::CertificateSummary two;
    two.subject_alternative_names = {"a.example.com", "b.example.com"};
    EXPECT_EQ(hash_of(to_list_row(one)), hash_of(to_list_row(two)));
}

TEST(ListRow, of_iam_is_expired_by_its_date) {
    aws::iam::ServerCertificate certificate;
    certificate.expires_at = Time{std::chrono::seconds{100}};
    EXPECT_EQ(to_list_row(certificate, Time{std::chrono::seconds{99}}).status, "ISSUED");
    EXPECT_EQ(to_list_row(certificate, Time{std::chrono::seconds{100}}).status, "EXPIRED");
}

struct ResourceCase {
    const char *arn, *service, *kind, *name;
};

TEST(ResourceName, says_what_people_call_it) {
    for (const ResourceCase& one :
         {ResourceCase{"arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/shop/50dc",
                       "Elastic Load Balancing", "Application Load Balancer", "shop"},
          ResourceCase{"arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/edge/50dc",
                       "Elastic Load Balancing", "Network Load Balancer", "edge"},
          ResourceCase{"arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/old", "Elastic Load Balancing",
                       "Classic Load Balancer", "old"},
          ResourceCase{"arn:aws:cloudfront::1:distribution/E2ABC", "CloudFront", "Distribution", "E2ABC"},
          ResourceCase{"arn:aws:newservice:us-east-1:1:thing/x", "newservice", "thing", "x"},
          ResourceCase{"nonsense", "", "", "nonsense"}}) {
        const ResourceName name = name_resource(one.arn);
        EXPECT_EQ(name.service, one.service);
        EXPECT_EQ(name.kind, one.kind);
        EXPECT_EQ(name.name, one.name);
    }
}

TEST(AccountSettings, are_refused_with_every_field_that_is_wrong) {
    AccountSettings settings;
    settings.name = "demo/1";
    settings.partition = "aws-moon";
    settings.regions = {"eu west"};
    settings.endpoint_url = "ftp://example.com";
    settings.credential.method = CredentialMethod::role;
    settings.credential.role_arn = "role";
    try {
        check_settings(settings, false);
        FAIL() << "accepted";
    } catch (const Error& error) {
        std::vector<std::string> fields;
        for (const FieldProblem& problem : error.fields()) fields.push_back(problem.field);
        EXPECT_EQ(fields, (std::vector<std::string>{"name", "partition", "regions", "endpoint_url",
                                                    "credential.role_arn"}));
    }
}

TEST(Lanes, do_each_piece_of_work_once) {
    std::vector<std::atomic<int>> done(100);
    run_in_lanes(done.size(), 4, {}, [&](std::size_t index) { ++done[index]; });
    for (const auto& count : done) EXPECT_EQ(count, 1);
}

TEST(Lanes, rethrow_the_first_failure_and_stop) {
    std::atomic<int> begun = 0;
    EXPECT_THROW(run_in_lanes(1000, 2, {},
                              [&](std::size_t) {
                                  ++begun;
                                  throw Error{Fault::unavailable, "no"};
                              }),
                 Error);
    EXPECT_LE(begun, 4);
}

}  // namespace
}  // namespace certwright::inventory
