#include "lifecycle/checks/checks.hpp"

#include "content.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>

namespace certwright::lifecycle {
namespace {

using std::chrono::days;
using CheckIds = std::vector<std::string>;

/// What is found is judged on a good certificate that one thing is changed of.
struct Checks : testing::Test {
    Checks() {
        examined.content = test::good_content();
        x509::Certificate& leaf = examined.content.leaf;
        leaf.rsa_exponent = "10001";
        leaf.signature_hash = "SHA256";
        leaf.authority_key_id = "a1";
        x509::Certificate issuer = leaf;
        issuer.subject = leaf.issuer;
        issuer.issuer = "CN=Root,O=Example";
        issuer.fingerprint_sha256 = "i1";
        issuer.subject_key_id = "a1", issuer.authority_key_id = "a2";
        issuer.is_ca = true;
        issuer.not_after = parse_rfc3339("2036-01-01T00:00:00Z");
        x509::Certificate root = issuer;
        root.subject = root.issuer;
        root.fingerprint_sha256 = "r1";
        root.subject_key_id = "a2";
        root.is_self_signed = true;
        examined.issuers = {issuer, root};
        examined.reaches_root = true;
    }
    CheckIds ids() const {
        CheckIds found;
        for (const Finding& finding : check(examined, test::now)) found.push_back(finding.id);
        return found;
    }
    Finding only() const {
        const Findings found = check(examined, test::now);
        EXPECT_EQ(found.size(), 1u);
        return found.empty() ? Finding{} : found.front();
    }
    CheckIds with_names(std::vector<std::string> names) {
        leaf().dns_names = std::move(names);
        leaf().dns_names.push_back("shop.example.com");
        return ids();
    }
    /// Lasting so many days from then on.
    CheckIds lasting(const char* begin, int count) {
        leaf().not_before = parse_rfc3339(begin);
        leaf().not_after = leaf().not_before + days{count} - 1s;
        return ids();
    }
    x509::Certificate& leaf() { return examined.content.leaf; }

    Examined examined;
};

TEST_F(Checks, find_nothing_in_a_good_certificate) {
    EXPECT_EQ(ids(), CheckIds{});
    EXPECT_TRUE(is_accepted_by_acm(check(examined, test::now)));
}

TEST_F(Checks, have_what_the_preflight_of_a_deployment_refuses_under_its_name) {
    examined.content.key_spki_sha256.clear();
    leaf().ocsp_urls = {std::string(1'001, 'u')};
    EXPECT_EQ(ids(), (CheckIds{"ocsp_url_too_long", "no_private_key"}));
    const Findings found = check(examined, test::now);
    EXPECT_FALSE(is_accepted_by_acm(found));
    EXPECT_EQ(found.front().severity, Severity::warning);
    EXPECT_EQ(found.back().severity, Severity::note);
    examined.content = test::good_content();
    leaf().authority_key_id.clear();
    EXPECT_TRUE(is_accepted_by_acm(check(examined, test::now)))
        << "only some of what is found matters to ACM";
}

TEST_F(Checks, tell_what_was_revoked_here) {
    examined.content.revocation = {test::now, "KEY_COMPROMISE"};
    const Finding found = only();
    EXPECT_EQ(found.id, "revoked");
    EXPECT_EQ(found.severity, Severity::error);
    EXPECT_EQ(found.message, "its authority revoked the certificate at 2026-10-01T12:00:00Z: KEY_COMPROMISE");
    EXPECT_TRUE(found.refused_by_acm) << "ACM looks at no revocation list, deployments do";
}

TEST_F(Checks, put_the_gravest_first) {
    leaf().authority_key_id.clear();
    leaf().key_usages = {"KEY_ENCIPHERMENT"};
    leaf().signature_hash = "MD5";
    EXPECT_EQ(ids(), (CheckIds{"weak_signature", "key_usage", "no_authority_key_id"}));
}

TEST_F(Checks, tell_a_month_before_the_end) {
    const auto ending_in = [&](Duration left, Duration lifetime) {
        leaf().not_after = test::now + left;
        leaf().not_before = leaf().not_after - lifetime;
        return ids();
    };
    EXPECT_EQ(ending_in(days{30}, days{90}), CheckIds{});
    EXPECT_EQ(ending_in(days{30} - 1s, days{90}), CheckIds{"expires_soon"});
    EXPECT_EQ(only().message, "it expires in 29 days");
    EXPECT_EQ(ending_in(days{2}, days{6}), CheckIds{}) << "a third of six days";
    EXPECT_EQ(ending_in(days{2} - 1s, days{6}), CheckIds{"expires_soon"});
    EXPECT_EQ(only().message, "it expires in a day");
    EXPECT_EQ(ending_in(1s, days{90}), CheckIds{"expires_soon"});
    EXPECT_EQ(only().message, "it expires within a day");
    EXPECT_EQ(ending_in(-1s, days{90}), CheckIds{"expired"});
}

TEST_F(Checks, measure_lifetimes_by_the_limits_of_the_day_of_issue_and_of_the_day_it_ends) {
    EXPECT_EQ(lasting("2026-03-14T00:00:00Z", 398), CheckIds{"lifetime"});
    EXPECT_EQ(lasting("2026-03-14T00:00:00Z", 399), (CheckIds{"lifetime_too_long", "lifetime"}));
    EXPECT_EQ(lasting("2026-08-15T00:00:00Z", 200), CheckIds{});
    EXPECT_EQ(lasting("2026-08-15T00:00:00Z", 201), (CheckIds{"lifetime_too_long", "lifetime"}));
    EXPECT_EQ(lasting("2026-09-15T00:00:00Z", 200), CheckIds{"lifetime"});
    examined.content.leaf.is_self_signed = true;
    EXPECT_EQ(lasting("2026-09-15T00:00:00Z", 3'000), CheckIds{"self_signed"});
}

TEST_F(Checks, know_weak_keys) {
    const auto with = [&](const std::string& algorithm, int bits) {
        leaf().key_algorithm = algorithm, leaf().key_bits = bits;
        leaf().rsa_exponent = algorithm.starts_with("RSA") ? "10001" : "";
        CheckIds found = ids();
        std::erase(found, "key_algorithm");
        return found;
    };
    EXPECT_EQ(with("RSA_2047", 2047), CheckIds{"weak_key"});
    EXPECT_EQ(with("RSA_2048", 2048), CheckIds{});
    EXPECT_EQ(with("RSA-PSS", 2048), CheckIds{});
    EXPECT_EQ(with("EC_prime256v1", 256), CheckIds{});
    EXPECT_EQ(with("EC_secp224r1", 224), CheckIds{"unusual_key"});
    EXPECT_EQ(with("EC_prime192v1", 192), CheckIds{"weak_key"});
    EXPECT_EQ(with("ED448", 456), CheckIds{"unusual_key"});
    EXPECT_EQ(with("DSA", 2048), CheckIds{"weak_key"});
}

TEST_F(Checks, know_odd_exponents) {
    const std::map<std::string, std::pair<CheckIds, Severity>> expected{
        {"1", {{"weak_exponent"}, Severity::error}},
        {"2", {{"weak_exponent"}, Severity::error}},
        {"10000", {{"weak_exponent"}, Severity::error}},
        {"3", {{"weak_exponent"}, Severity::warning}},
        {"11", {{"weak_exponent"}, Severity::warning}},
        {"ffff", {{"weak_exponent"}, Severity::warning}},
        {"10001", {{}, Severity::note}},
        {"10003", {{}, Severity::note}},
        {"100000001", {{}, Severity::note}},
    };
    for (const auto& [exponent, found] : expected) {
        leaf().rsa_exponent = exponent;
        EXPECT_EQ(ids(), found.first) << exponent;
        if (found.first.empty()) continue;
        EXPECT_EQ(only().severity, found.second) << exponent;
    }
}

TEST_F(Checks, judge_each_kind_of_name) {
    EXPECT_EQ(with_names({"*.example.com", "a-b.example.com", "xn--bcher-kva.example.com", "1.example.com"}),
              CheckIds{});
    for (const char* name :
         {"*", "*.com", "w*.example.com", "*w.example.com", "a.*.example.com", "*.*.example.com"})
        EXPECT_EQ(with_names({name}), CheckIds{"bad_wildcard"}) << name;
    for (const std::string& name :
         {std::string{}, std::string{"."}, std::string{"a..example.com"}, std::string{".example.com"},
          std::string{"example.com."}, std::string{"-a.example.com"}, std::string{"a-.example.com"},
          std::string{"a b.example.com"}, std::string{"bücher.example.com"},
          std::string{"https://example.com"}, std::string(64, 'l') + ".example.com",
          std::string{"good.example\0.evil.example", 26}})
        EXPECT_EQ(with_names({name}), CheckIds{"malformed_name"}) << name;
    for (const char* name :
         {"intranet", "printer.local", "*.b.corp", "a.b.internal", "LOCALHOST", "x.home.arpa"})
        EXPECT_EQ(with_names({name}), CheckIds{"internal_name"}) << name;
    EXPECT_EQ(with_names({"notlocal", "notlocal.example.com"}), CheckIds{"internal_name"});
    EXPECT_EQ(with_names({"mylocal.com", "corp.example.com"}), CheckIds{});
    EXPECT_EQ(with_names({"_dmarc.example.com"}), CheckIds{"underscore_in_name"});
    EXPECT_EQ(with_names({"192.0.2.7", "2001:db8::7"}), CheckIds{"address_as_dns_name"});
    EXPECT_EQ(with_names({"Shop.Example.COM"}), CheckIds{"duplicate_name"});
}

TEST_F(Checks, name_three_names_and_count_the_others) {
    with_names(
        {"a_1.example.com", "a_2.example.com", "a_3.example.com", "a_4.example.com", "a_5.example.com"});
    EXPECT_EQ(only().message,
              "there is an underscore in the name of a host: \"a_1.example.com\", \"a_2.example.com\", "
              "\"a_3.example.com\" and 2 more");
}

TEST_F(Checks, ask_of_a_common_name_that_it_is_one_of_the_names) {
    leaf().common_name = "SHOP.example.com";
    EXPECT_EQ(ids(), CheckIds{});
    leaf().common_name = "other.example.com";
    EXPECT_EQ(ids(), CheckIds{"common_name_not_among_names"});
    leaf().common_name = "192.0.2.7";
    EXPECT_EQ(ids(), CheckIds{"common_name_not_among_names"});
    leaf().ip_addresses = {"192.0.2.7"};
    EXPECT_EQ(ids(), CheckIds{"internal_name"});
    leaf().common_name = "Example Shop";
    leaf().ip_addresses.clear();
    EXPECT_EQ(ids(), CheckIds{});
    leaf().common_name = "shop";
    EXPECT_EQ(ids(), CheckIds{}) << "may be a person's";
    leaf().dns_names.clear();
    EXPECT_EQ(ids(), CheckIds{"no_alternative_names"});
}

TEST_F(Checks, look_at_every_issuer) {
    examined.issuers[1].key_bits = 1024;
    EXPECT_EQ(ids(), CheckIds{"weak_issuer_key"});
    examined.issuers[1].key_bits = 2048;
    examined.issuers[1].signature_hash = "SHA1";
    EXPECT_EQ(ids(), CheckIds{}) << "what a root signed itself over does not matter";
    examined.issuers[0].signature_hash = "SHA1";
    EXPECT_EQ(ids(), CheckIds{"weak_issuer_signature"});
    examined.issuers[0].signature_hash = "SHA256";
    examined.issuers[1].subject_key_id = "a3";
    EXPECT_EQ(ids(), CheckIds{"key_id_mismatch"});
    examined.issuers[1].subject_key_id.clear();
    EXPECT_EQ(ids(), CheckIds{});
    examined.issuers[1].is_ca = false;
    EXPECT_EQ(ids(), CheckIds{"issuer_not_authority"});
    examined.issuers[1].version = 1;
    EXPECT_EQ(ids(), CheckIds{}) << "old roots could not say it";
    examined.issuers[1].not_after = test::now;
    EXPECT_EQ(ids(), CheckIds{"issuer_ends_first"});
    examined.issuers[1].not_after = test::now - 1s;
    EXPECT_EQ(ids(), CheckIds{"issuer_expired"});
}

TEST_F(Checks, do_not_measure_an_authority_as_a_host) {
    leaf().is_ca = true;
    leaf().dns_names.clear(), leaf().common_name = "Example Root";
    leaf().extended_key_usages.clear(), leaf().key_usages = {"CERTIFICATE_SIGNING"};
    leaf().not_after = parse_rfc3339("2034-01-01T00:00:00Z");
    EXPECT_EQ(ids(), CheckIds{"no_host_name"});
    EXPECT_EQ(only().severity, Severity::note);
}

}  // namespace
}  // namespace certwright::lifecycle
