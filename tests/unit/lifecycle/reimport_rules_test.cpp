#include "lifecycle/deployment/reimport_rules.hpp"

#include "content.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace certwright::lifecycle {
namespace {

using test::rules_of;
using Rules = std::vector<std::string>;

/// The new certificate and what is there; both begin as the same.
struct ReimportCase {
    std::string name;
    std::function<void(Content&, Served&)> change;
    Rules rules;
};

class Reimport : public testing::TestWithParam<ReimportCase> {};

TEST_P(Reimport, follows_the_rule) {
    Content content = test::good_content();
    Served served = test::served_of(content);
    GetParam().change(content, served);
    const auto refusals = reimport_refusals(content, served);
    EXPECT_EQ(rules_of(refusals), GetParam().rules);
    for (const Refusal& refusal : refusals) EXPECT_FALSE(refusal.message.empty() || refusal.hint.empty());
}

ReimportCase of_key(std::string name, std::string before, std::string after, Rules rules) {
    return {std::move(name),
            [=](Content& c, Served& s) { c.leaf.key_algorithm = after, s.key_algorithm = before; },
            std::move(rules)};
}

ReimportCase of_names(std::string name, std::vector<std::string> before, std::vector<std::string> after,
                      Rules rules) {
    return {std::move(name),
            [=](Content& c, Served& s) {
                s.names = before;
                s.common_name.clear(), c.leaf.common_name.clear();
                c.leaf.dns_names = after;
                c.names = facts_of(c.leaf).names;
            },
            std::move(rules)};
}

using Usages = std::optional<std::vector<std::string>>;
ReimportCase of_usages(std::string name, std::string key, Usages before, std::vector<std::string> after,
                       Rules rules) {
    return {std::move(name),
            [=](Content& c, Served& s) {
                c.leaf.key_algorithm = s.key_algorithm = key;
                c.leaf.key_usages = after, s.key_usages = before;
            },
            std::move(rules)};
}
ReimportCase of_purposes(std::string name, Usages before, std::vector<std::string> after, Rules rules) {
    return {
        std::move(name),
        [=](Content& c, Served& s) { c.leaf.extended_key_usages = after, s.extended_key_usages = before; },
        std::move(rules)};
}

std::vector<ReimportCase> reimport_cases() {
    const std::string server = "TLS_WEB_SERVER_AUTHENTICATION", client = "TLS_WEB_CLIENT_AUTHENTICATION";
    return {
        {"the_same", [](Content&, Served&) {}, {}},
        {"another_key_of_its_kind",
         [](Content& c, Served&) { c.leaf.spki_sha256 = c.key_spki_sha256 = "k2"; },
         {}},
        {"over_an_expired_one", [](Content&, Served& s) { s.not_after = test::now - 24h; }, {}},
        {"over_an_amazon_issued", [](Content&, Served& s) { s.type = "AMAZON_ISSUED"; }, {"not_imported"}},
        {"over_a_private", [](Content&, Served& s) { s.type = "PRIVATE"; }, {"not_imported"}},
        {"over_one_in_iam", [](Content&, Served& s) { s.service = "iam"; }, {"not_imported"}},
        of_key("p256_over_rsa", "RSA_2048", "EC_prime256v1", {"key_type_changes"}),
        of_key("rsa_over_p384", "EC_secp384r1", "RSA_2048", {"key_type_changes"}),
        of_key("rsa_4096_over_2048", "RSA_2048", "RSA_4096", {"key_size_changes"}),
        of_key("rsa_1024_over_2048", "RSA_2048", "RSA_1024", {"key_size_changes"}),
        of_key("p384_over_p256", "EC_prime256v1", "EC_secp384r1", {"key_size_changes"}),
        of_key("over_an_unknown_key", "", "EC_secp384r1", {}),
        of_names("a_name_more", {"a.test"}, {"a.test", "b.test"}, {}),
        of_names("a_name_less", {"a.test", "b.test"}, {"b.test"}, {}),
        of_names("one_of_two_replaced", {"a.test", "b.test"}, {"b.test", "c.test"}, {}),
        of_names("other_case", {"a.test"}, {"A.Test"}, {}),
        of_names("all_names_replaced", {"a.test", "b.test"}, {"c.test", "d.test"}, {"all_names_change"}),
        of_names("a_star_is_another_name", {"a.b.test"}, {"*.b.test"}, {"all_names_change"}),
        of_names("no_names_before", {}, {"a.test"}, {}),
        {"the_common_name_stays",
         [](Content& c, Served& s) {
             c.leaf.common_name = "Shop Ltd", s.common_name = "shop ltd";
             c.names = {"b.test"}, s.names = {"a.test"};
         },
         {}},
        of_usages("a_usage_more", "RSA_2048", Usages{{"DIGITAL_SIGNATURE"}},
                  {"DIGITAL_SIGNATURE", "KEY_AGREEMENT"}, {}),
        of_usages("a_usage_less", "RSA_2048", Usages{{"DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"}},
                  {"DIGITAL_SIGNATURE"}, {"key_usage_lost"}),
        of_usages("all_usages_less", "RSA_2048", Usages{{"DIGITAL_SIGNATURE"}}, {}, {"key_usage_lost"}),
        of_usages("no_usages_before", "RSA_2048", Usages{std::vector<std::string>{}}, {"DIGITAL_SIGNATURE"},
                  {}),
        of_usages("any_usage_before", "RSA_2048", Usages{{"ANY"}}, {"DIGITAL_SIGNATURE"}, {}),
        of_usages("unknown_usages_before", "RSA_2048", std::nullopt, {}, {}),
        of_usages("key_encipherment_lost_with_ec", "EC_prime256v1",
                  Usages{{"DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"}}, {"DIGITAL_SIGNATURE"}, {}),
        of_usages("signature_lost_with_ec", "EC_prime256v1",
                  Usages{{"DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"}}, {"KEY_ENCIPHERMENT"},
                  {"key_usage_lost"}),
        of_purposes("client_auth_less", Usages{{server, client}}, {server}, {}),
        of_purposes("server_auth_less", Usages{{server, client}}, {client}, {"extended_key_usage_lost"}),
        of_purposes("a_purpose_more", Usages{{server}}, {server, "EMAIL_PROTECTION"}, {}),
        of_purposes("a_custom_purpose_less", Usages{{server, "CUSTOM (1.2.3.4)"}}, {server},
                    {"extended_key_usage_lost"}),
        of_purposes("any_purpose_less", Usages{{"ANY"}}, {server}, {"extended_key_usage_lost"}),
        of_purposes("no_purposes_before", Usages{{"NONE"}}, {server}, {}),
        of_purposes("all_purposes_less", Usages{{server}}, {}, {"extended_key_usage_lost"}),
        {"several",
         [](Content& c, Served& s) {
             c.leaf.key_algorithm = "EC_secp521r1", s.names = {s.common_name = "other.test"},
             c.leaf.extended_key_usages.clear();
         },
         {"key_type_changes", "all_names_change", "extended_key_usage_lost"}},
    };
}
INSTANTIATE_TEST_SUITE_P(Table, Reimport, testing::ValuesIn(reimport_cases()),
                         [](const auto& row) { return row.param.name; });

TEST(Reimport, takes_no_tags) {
    const Content content = test::good_content();
    EXPECT_EQ(rules_of(reimport_refusals(content, test::served_of(content), true)),
              Rules{"tags_on_reimport"});
}

}  // namespace
}  // namespace certwright::lifecycle
