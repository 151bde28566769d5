#include "lifecycle/deployment/preflight.hpp"

#include "content.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

using test::good_content;
using test::rules_of;
using test::served_of;
using Rules = std::vector<std::string>;

struct Preflight : testing::Test {
    Step step() const { return preflight(content, order, view, test::now); }
    /// An ARN with the names of the content and nothing else of it.
    Served& add_namesake(std::string arn) {
        Served served = served_of(content, std::move(arn));
        served.fingerprint_sha256 = "f-" + served.arn, served.spki_sha256 = "k-" + served.arn;
        return view.certificates.emplace_back(std::move(served));
    }
    Served& add_same(std::string arn) {
        return view.certificates.emplace_back(served_of(content, std::move(arn)));
    }
    static bool warns(const Step& step, const std::string& rule) {
        const auto rules = rules_of(step.warnings);
        return std::ranges::find(rules, rule) != rules.end();
    }

    Content content = good_content();
    DeploymentOrder order{.deployment = "dpl_1"};
    RegionView view{.destination = {.region = "us-east-1"}};
};

TEST_F(Preflight, imports_what_is_not_there) {
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::first_import);
    EXPECT_EQ(planned.arn, "");
    EXPECT_EQ(planned.reason, "it is not there yet");
    EXPECT_EQ(rules_of(planned.warnings), Rules{});
}

TEST_F(Preflight, refuses_with_every_rule_at_once) {
    content.key_spki_sha256.clear();
    content.leaf.not_after = test::now - 1s;
    order.tags = {{"aws:x", "y"}};
    view.missing_permissions = {"acm:ImportCertificate"};
    view.imported = {.used = 2500, .limit = {2500}};
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::refused);
    EXPECT_EQ(rules_of(planned.refusals), (Rules{"tag_key_reserved", "no_private_key", "expired",
                                                 "permission_missing", "imported_quota_full"}));
}

TEST_F(Preflight, refuses_what_was_revoked_and_warns_where_it_is_served) {
    content.revocation = {test::now, "KEY_COMPROMISE"};
    EXPECT_EQ(step().action, Action::refused);
    EXPECT_EQ(rules_of(step().refusals), Rules{"revoked"});
    order.arn = "arn:1";
    add_same("arn:1");
    EXPECT_EQ(step().action, Action::nothing_to_do);
    EXPECT_TRUE(warns(step(), "revoked"));
}

TEST_F(Preflight, replaces_what_the_deployment_stands_at_whatever_replace_says) {
    order.arn = "arn:1";
    add_namesake("arn:1").in_use_by = {"arn:lb/one", "arn:lb/two"};
    for (const bool replace : {false, true}) {
        order.replace = replace;
        const Step planned = step();
        EXPECT_EQ(planned.action, Action::reimport);
        EXPECT_EQ(planned.arn, "arn:1");
        EXPECT_TRUE(warns(planned, "in_use"));
    }
}

TEST_F(Preflight, has_nothing_to_do_where_it_stands_already) {
    order.arn = "arn:1";
    add_same("arn:1");
    content.leaf.not_after = test::now - 1s;
    view.missing_permissions = {"acm:ImportCertificate"};
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::nothing_to_do);
    EXPECT_EQ(planned.arn, "arn:1");
    EXPECT_TRUE(warns(planned, "expired"));
}

TEST_F(Preflight, replaces_another_chain) {
    order.arn = "arn:1";
    add_same("arn:1").issuers = std::vector<std::string>{};
    EXPECT_EQ(step().action, Action::reimport);
    view.certificates[0].issuers = std::vector<std::string>{"i1"};
    EXPECT_EQ(step().action, Action::reimport);
    view.certificates[0].issuers = std::vector<std::string>{"i1", "r1", "a root that AWS put there"};
    EXPECT_EQ(step().action, Action::nothing_to_do);
    view.certificates[0].issuers.reset();
    EXPECT_EQ(step().action, Action::nothing_to_do);
}

TEST_F(Preflight, refuses_a_p256_over_an_rsa_arn) {
    order.arn = "arn:1";
    add_namesake("arn:1");
    content.leaf.key_algorithm = "EC_prime256v1";
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::refused);
    EXPECT_EQ(rules_of(planned.refusals), Rules{"key_type_changes"});
    EXPECT_EQ(planned.arn, "arn:1");
}

TEST_F(Preflight, looks_for_another_when_its_arn_is_gone) {
    order.arn = "arn:1";
    add_namesake("arn:1").is_missing = true;
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::first_import);
    EXPECT_TRUE(warns(planned, "standing_arn_gone"));
}

TEST_F(Preflight, finds_its_own_by_the_tag_when_the_reply_was_lost) {
    add_same("arn:lost").deployment = "dpl_1";
    EXPECT_EQ(step().action, Action::nothing_to_do);
    EXPECT_EQ(step().arn, "arn:lost");
}

TEST_F(Preflight, without_replace_never_imports_the_same_twice) {
    add_same("arn:theirs");
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::refused);
    ASSERT_EQ(rules_of(planned.refusals), Rules{"same_certificate_exists"});
    EXPECT_NE(planned.refusals[0].hint.find("--replace"), std::string::npos);
    EXPECT_EQ(planned.candidates.size(), 1u);
}

TEST_F(Preflight, without_replace_puts_another_certificate_beside_and_says_so) {
    add_namesake("arn:theirs");
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::first_import);
    EXPECT_TRUE(warns(planned, "similar_certificate_exists"));
}

TEST_F(Preflight, with_replace_takes_over_the_very_certificate_and_imports_nothing) {
    order.replace = true;
    add_namesake("arn:other");
    add_same("arn:same");
    const Step planned = step();
    EXPECT_EQ(planned.action, Action::nothing_to_do);
    EXPECT_EQ(planned.arn, "arn:same");
}

TEST_F(Preflight, with_replace_prefers_the_key_to_the_names) {
    order.replace = true;
    add_namesake("arn:names");
    add_namesake("arn:key").spki_sha256 = content.leaf.spki_sha256;
    EXPECT_EQ(step().action, Action::reimport);
    EXPECT_EQ(step().arn, "arn:key");
    EXPECT_EQ(step().reason, "it has the same key");
}

TEST_F(Preflight, with_replace_lets_the_user_choose_among_several) {
    order.replace = true;
    add_namesake("arn:1");
    add_namesake("arn:2");
    EXPECT_EQ(step().action, Action::choose);
    EXPECT_EQ(step().candidates.size(), 2u);
    order.chosen_arn = "arn:2";
    EXPECT_EQ(step().action, Action::reimport);
    EXPECT_EQ(step().arn, "arn:2");
}

TEST_F(Preflight, does_not_let_choose_what_cannot_be_imported) {
    order.replace = true;
    add_namesake("arn:1");
    add_namesake("arn:2");
    content.key_spki_sha256.clear();
    EXPECT_EQ(step().action, Action::refused);
}

TEST_F(Preflight, with_replace_does_not_offer_what_the_rules_forbid) {
    order.replace = true;
    add_namesake("arn:ec").key_algorithm = "EC_prime256v1";
    add_namesake("arn:rsa");
    EXPECT_EQ(step().action, Action::reimport);
    EXPECT_EQ(step().arn, "arn:rsa");
    view.certificates.pop_back();
    EXPECT_EQ(step().action, Action::refused);
    EXPECT_EQ(rules_of(step().refusals), Rules{"key_type_changes"});
}

TEST_F(Preflight, with_replace_leaves_alone_what_aws_issued) {
    order.replace = true;
    add_namesake("arn:amazon").type = "AMAZON_ISSUED";
    EXPECT_EQ(step().action, Action::first_import);
    EXPECT_EQ(step().warnings.size(), 1u);
}

TEST_F(Preflight, with_replace_is_refused_where_another_deployment_keeps_the_names) {
    order.replace = true;
    add_namesake("arn:kept").deployment = "dpl_2";
    EXPECT_EQ(step().action, Action::refused);
    EXPECT_EQ(rules_of(step().refusals), Rules{"kept_by_another_deployment"});
    EXPECT_EQ(step().candidates.size(), 1u);
    order.replace = false;
    EXPECT_EQ(step().action, Action::first_import);
}

TEST_F(Preflight, names_the_key_type_too_where_another_deployment_keeps_the_names) {
    order.replace = true;
    Served& kept = add_namesake("arn:kept");
    kept.deployment = "dpl_2";
    kept.key_algorithm = "EC_prime256v1";
    EXPECT_EQ(rules_of(step().refusals), (Rules{"kept_by_another_deployment", "key_type_changes"}));
}

TEST_F(Preflight, an_order_whose_arn_is_gone_gets_a_new_one_beside_what_another_deployment_keeps) {
    order.replace = true;
    order.arn = "arn:gone";
    add_namesake("arn:kept").deployment = "dpl_2";
    EXPECT_EQ(step().action, Action::first_import);
}

TEST_F(Preflight, refuses_a_copy_of_what_cannot_be_taken_over) {
    for (const bool replace : {false, true}) {
        for (const bool is_kept : {false, true}) {
            view.certificates.clear();
            order.replace = replace;
            Served& same = add_same("arn:1");
            (is_kept ? same.deployment : same.type) = is_kept ? "dpl_2" : "PRIVATE";
            add_namesake("arn:2");
            EXPECT_EQ(step().action, Action::refused);
            EXPECT_EQ(rules_of(step().refusals), Rules{"same_certificate_exists"});
        }
    }
}

TEST_F(Preflight, waits_for_details_that_may_tell_that_it_is_there) {
    Served& pending = add_same("arn:1");
    pending.fingerprint_sha256.clear(), pending.spki_sha256.clear();
    for (const bool replace : {false, true}) {
        order.replace = replace;
        EXPECT_EQ(step().action, Action::refused);
        EXPECT_EQ(rules_of(step().refusals), Rules{"details_pending"});
    }
}

TEST_F(Preflight, refuses_a_choice_that_is_not_there_or_kept_by_another) {
    order.chosen_arn = "arn:1";
    EXPECT_EQ(rules_of(step().refusals), Rules{"arn_not_found"});
    Served& kept = add_namesake("arn:1");
    kept.deployment = "dpl_2";
    EXPECT_EQ(rules_of(step().refusals), Rules{"kept_by_another_deployment"});
    kept.key_algorithm = "EC_prime256v1";
    EXPECT_EQ(rules_of(step().refusals), (Rules{"kept_by_another_deployment", "key_type_changes"}));
}

TEST_F(Preflight, refuses_a_choice_that_would_leave_what_it_keeps_behind) {
    add_namesake("arn:1").deployment = "dpl_1";
    add_namesake("arn:2");
    order.arn = "arn:1", order.chosen_arn = "arn:2";
    for (const bool replace : {false, true}) {
        order.replace = replace;
        EXPECT_EQ(rules_of(step().refusals), Rules{"keeps_another_arn"});
    }
    order.chosen_arn = "arn:1";
    EXPECT_EQ(step().action, Action::reimport);
    view.certificates.front().is_missing = true;
    order.chosen_arn = "arn:2";
    EXPECT_EQ(step().action, Action::reimport) << "what is gone cannot be left behind";
}

TEST_F(Preflight, counts_quotas_where_they_are_known) {
    view.imported = {.used = 2249, .limit = {2500}};
    EXPECT_EQ(rules_of(step().warnings), Rules{});
    view.imported = {.used = 2250, .limit = {2500}};
    EXPECT_EQ(rules_of(step().warnings), Rules{"imported_quota_nearly_full"});
    view.imported = {.used = 3, .limit = {3}};
    ASSERT_EQ(rules_of(step().refusals), Rules{"imported_quota_full"});
    EXPECT_EQ(step().refusals[0].message, "3 of 3 imported certificates are held");
    view.imported.reset();
    view.imported_in_year = {.used = 20, .limit = {20}};
    EXPECT_EQ(rules_of(step().refusals), Rules{"yearly_import_quota_full"});
    order.arn = "arn:1";
    add_namesake("arn:1");
    EXPECT_EQ(step().action, Action::reimport);
    EXPECT_EQ(rules_of(step().warnings), Rules{"yearly_import_quota_nearly_full"});
}

TEST_F(Preflight, refuses_nothing_by_a_default_that_may_not_be_the_limit) {
    view.imported = {.used = 2500, .limit = {2500, "AWS did not answer"}};
    EXPECT_EQ(step().action, Action::first_import);
    ASSERT_EQ(rules_of(step().warnings), Rules{"imported_quota_nearly_full"});
    EXPECT_EQ(step().warnings[0].message,
              "2500 of 2500 imported certificates are held; 2500 is AWS's default, because the account's own "
              "limit is not known: AWS did not answer");
}

TEST_F(Preflight, tells_what_of_a_quota_the_same_order_uses_up) {
    view.imported = {.used = 3, .limit = {3}, .planned = 2};
    ASSERT_EQ(rules_of(step().refusals), Rules{"imported_quota_full"});
    EXPECT_EQ(step().refusals[0].message, "3 of 3 imported certificates are held, 2 of them by this order");
}

TEST_F(Preflight, refuses_nothing_by_reimports_that_may_not_count) {
    view.imported_in_year = {.used = 20, .limit = {20}, .unsure = 1};
    EXPECT_EQ(step().action, Action::first_import);
    EXPECT_EQ(rules_of(step().warnings), Rules{"yearly_import_quota_nearly_full"});
    view.imported_in_year->used = 21;
    EXPECT_EQ(rules_of(step().refusals), Rules{"yearly_import_quota_full"});
}

TEST_F(Preflight, replaces_what_is_not_known_in_full_with_a_warning) {
    order.arn = "arn:1";
    add_namesake("arn:1").key_usages.reset();
    EXPECT_EQ(step().action, Action::reimport);
    EXPECT_EQ(rules_of(step().warnings), Rules{"details_pending"});
}

}  // namespace
}  // namespace certwright::lifecycle
