#include "aws/renewal_rules.hpp"

#include <gtest/gtest.h>

namespace certwright::aws {
namespace {

const Time first_of_june = parse_rfc3339("2026-06-01T00:00:00Z");

RenewalFacts issued(int lifetime_days = 198) {
    RenewalFacts facts;
    facts.type = "AMAZON_ISSUED";
    facts.status = "ISSUED";
    facts.validation_method = "DNS";
    facts.not_before = first_of_june - std::chrono::days{10};
    facts.not_after = *facts.not_before + std::chrono::days{lifetime_days};
    return facts;
}
void says(const RenewalFacts& facts, std::string_view words) {
    const auto text = explain_renewal(facts, first_of_june);
    EXPECT_NE(text.find(words), std::string::npos) << text;
}

TEST(Renewal, starts_45_days_ahead_for_198_days_and_60_for_395) {
    EXPECT_EQ(renewal_starts_at(issued(198)), *issued(198).not_after - std::chrono::days{45});
    EXPECT_EQ(renewal_starts_at(issued(395)), *issued(395).not_after - std::chrono::days{60});
    EXPECT_EQ(renewal_starts_at(RenewalFacts{}), std::nullopt);
}

TEST(Renewal, of_an_eligible_certificate_is_dated_and_names_what_it_needs) {
    auto facts = issued();
    facts.eligibility = "ELIGIBLE";
    facts.in_use = true;
    says(facts, "AWS starts to renew it on 2026-10-22.");
    says(facts, "validation CNAME must still be in public DNS");
    facts.validation_method = "EMAIL";
    says(facts, "approve the e-mail");
    facts.type = "PRIVATE";
    facts.exported = true;
    says(facts, "private CA must be active");
    says(facts, "export it again");
}

TEST(Renewal, that_is_overdue_is_said_to_be) {
    auto facts = issued();
    facts.eligibility = "ELIGIBLE";
    facts.not_before = first_of_june - std::chrono::days{190};
    facts.not_after = first_of_june + std::chrono::days{8};
    says(facts, "AWS should have started to renew it on 2026-04-25.");
}

TEST(Renewal, never_happens_for_imported_acme_and_iam_certificates) {
    auto facts = issued();
    facts.type = "IMPORTED";
    facts.eligibility = "INELIGIBLE";
    says(facts, "Imported certificates are never renewed");
    facts = issued();
    facts.key_pair_origin = "ACME";
    says(facts, "ACME client");
    facts = issued();
    facts.service = "iam";
    says(facts, "IAM server certificates are never renewed");
}

TEST(Renewal, depends_on_the_state) {
    const std::pair<const char*, const char*> states[] = {{"PENDING_VALIDATION", "not been issued yet"},
                                                          {"VALIDATION_TIMED_OUT", "72 hours"},
                                                          {"FAILED", "request failed"},
                                                          {"REVOKED", "Revoked"},
                                                          {"EXPIRED", "Expired"}};
    for (const auto& [status, words] : states) {
        auto facts = issued();
        facts.status = status;
        says(facts, words);
    }
    auto facts = issued();
    facts.not_after = first_of_june;
    says(facts, "Expired");
}

TEST(Renewal, needs_use_or_export) {
    auto facts = issued();
    facts.eligibility = "INELIGIBLE";
    says(facts, "in use by one of its services, and this one is not");
    facts.export_option = "ENABLED";
    says(facts, "and this one is neither");
    facts.type = "PRIVATE";
    facts.export_option = "";
    says(facts, "and this one is neither");
    facts.in_use = true;
    says(facts, "AWS calls it ineligible although it is in use");
    facts.eligibility = "";
    says(facts, "has not said whether it is eligible");
}

TEST(Renewal, under_way_is_told_as_aws_tells_it) {
    auto facts = issued();
    facts.renewal_status = "PENDING_AUTO_RENEWAL";
    says(facts, "AWS is renewing it now.");
    facts.renewal_status = "PENDING_VALIDATION";
    says(facts, "could not validate every name. Every validation CNAME");
    facts.renewal_status = "FAILED";
    says(facts, "The last renewal failed");
}

}  // namespace
}  // namespace certwright::aws
