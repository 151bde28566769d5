#include "lifecycle/deployment/import_rules.hpp"

#include "content.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace certwright::lifecycle {
namespace {

using test::rules_of;
using Rules = std::vector<std::string>;

struct RuleCase {
    std::string name;
    std::function<void(Content&)> change;
    Rules rules;
};

std::string name_of(const testing::TestParamInfo<RuleCase>& row) {
    return row.param.name;
}

class AcmImport : public testing::TestWithParam<RuleCase> {};

TEST_P(AcmImport, follows_the_rule) {
    Content content = test::good_content();
    GetParam().change(content);
    const auto refusals = acm_import_refusals(content, test::now);
    EXPECT_EQ(rules_of(refusals), GetParam().rules);
    for (const Refusal& refusal : refusals) {
        EXPECT_FALSE(refusal.message.empty()) << refusal.rule;
        EXPECT_FALSE(refusal.hint.empty()) << refusal.rule;
    }
}

RuleCase with_key(std::string name, std::string algorithm, Rules rules) {
    return {std::move(name), [=](Content& c) { c.leaf.key_algorithm = algorithm; }, std::move(rules)};
}

std::vector<RuleCase> acm_cases() {
    return {
        {"good", [](Content&) {}, {}},
        {"without_a_chain", [](Content& c) { c.issuers.clear(), c.chain_size = 0; }, {"chain_missing"}},
        {"self_signed_without_a_chain",
         [](Content& c) { c.issuers.clear(), c.chain_size = 0, c.leaf.is_self_signed = true; },
         {}},
        {"without_the_key",
         [](Content& c) { c.key_spki_sha256.clear(), c.key_size = 0; },
         {"no_private_key"}},
        {"with_another_key", [](Content& c) { c.key_spki_sha256 = "k2"; }, {"key_mismatch"}},
        {"in_its_first_second", [](Content& c) { c.leaf.not_before = test::now; }, {}},
        {"before_it", [](Content& c) { c.leaf.not_before = test::now + 1s; }, {"not_yet_valid"}},
        {"in_its_last_second", [](Content& c) { c.leaf.not_after = test::now; }, {}},
        {"after_it", [](Content& c) { c.leaf.not_after = test::now - 1s; }, {"expired"}},
        {"of_version_1", [](Content& c) { c.leaf.version = 1; }, {"not_version_3"}},
        {"without_an_issuer", [](Content& c) { c.leaf.issuer.clear(); }, {"no_issuer"}},
        with_key("rsa_1024", "RSA_1024", {}),
        with_key("rsa_3072", "RSA_3072", {}),
        with_key("rsa_4096", "RSA_4096", {}),
        with_key("p_256", "EC_prime256v1", {}),
        with_key("p_384", "EC_secp384r1", {}),
        with_key("p_521", "EC_secp521r1", {}),
        with_key("rsa_1536", "RSA_1536", {"key_algorithm"}),
        with_key("rsa_8192", "RSA_8192", {"key_algorithm"}),
        with_key("secp256k1", "EC_secp256k1", {"key_algorithm"}),
        with_key("ed25519", "ED25519", {"key_algorithm"}),
        {"with_an_address_only",
         [](Content& c) {
             c.leaf.common_name.clear(), c.leaf.dns_names.clear(), c.leaf.ip_addresses = {"192.0.2.1"};
         },
         {}},
        {"with_a_common_name_only", [](Content& c) { c.leaf.dns_names.clear(); }, {}},
        {"with_a_name_without_dots",
         [](Content& c) { c.leaf.dns_names.clear(), c.leaf.common_name = "server"; },
         {}},
        {"with_the_name_of_a_company",
         [](Content& c) { c.leaf.dns_names.clear(), c.leaf.common_name = "Example Ltd"; },
         {"no_host_name"}},
        {"with_an_email_address_only",
         [](Content& c) {
             c.leaf.dns_names.clear(), c.leaf.common_name.clear(), c.leaf.emails = {"a@example.com"};
         },
         {"no_host_name"}},
        {"with_an_ocsp_url_of_1000", [](Content& c) { c.leaf.ocsp_urls = {std::string(1'000, 'u')}; }, {}},
        {"with_an_ocsp_url_of_1001",
         [](Content& c) {
             c.leaf.ocsp_urls = {"http://short", std::string(1'001, 'u')};
         },
         {"ocsp_url_too_long"}},
        {"with_itself_in_the_chain",
         [](Content& c) { c.chain_has_leaf = true, c.chain_break = 0; },
         {"chain_has_leaf"}},
        {"with_a_chain_out_of_order", [](Content& c) { c.chain_break = 1; }, {"chain_order"}},
        {"of_32768_bytes", [](Content& c) { c.certificate_size = 32'768; }, {}},
        {"of_32769_bytes", [](Content& c) { c.certificate_size = 32'769; }, {"certificate_too_large"}},
        {"with_a_key_of_5120_bytes", [](Content& c) { c.key_size = 5'120; }, {}},
        {"with_a_key_of_5121_bytes", [](Content& c) { c.key_size = 5'121; }, {"key_too_large"}},
        {"with_a_chain_of_2_mib", [](Content& c) { c.chain_size = 2'097'152; }, {}},
        {"with_a_chain_above_2_mib", [](Content& c) { c.chain_size = 2'097'153; }, {"chain_too_large"}},
        {"with_several_problems",
         [](Content& c) {
             c.key_spki_sha256.clear(), c.leaf.not_after = test::now - 1s, c.leaf.key_algorithm = "ED25519";
         },
         {"no_private_key", "expired", "key_algorithm"}},
    };
}
INSTANTIATE_TEST_SUITE_P(Table, AcmImport, testing::ValuesIn(acm_cases()), name_of);

class IamUpload : public testing::TestWithParam<RuleCase> {};

TEST_P(IamUpload, follows_the_rule) {
    Content content = test::good_content();
    GetParam().change(content);
    EXPECT_EQ(rules_of(iam_import_refusals(content, {.name = "shop"}, test::now)), GetParam().rules);
}

std::vector<RuleCase> iam_cases() {
    return {
        {"good", [](Content&) {}, {}},
        {"without_a_chain", [](Content& c) { c.issuers.clear(); }, {}},
        {"without_the_key", [](Content& c) { c.key_spki_sha256.clear(); }, {"no_private_key"}},
        {"expired", [](Content& c) { c.leaf.not_after = test::now - 1s; }, {"expired"}},
        {"not_yet_valid", [](Content& c) { c.leaf.not_before = test::now + 1s; }, {"not_yet_valid"}},
        {"with_a_chain_out_of_order", [](Content& c) { c.chain_break = 0; }, {"chain_order"}},
        with_key("rsa_8192", "RSA_8192", {}),
        with_key("ed25519", "ED25519", {"key_algorithm"}),
        {"with_a_key_of_16384_bytes", [](Content& c) { c.key_size = 16'384; }, {}},
        {"with_a_key_of_16385_bytes", [](Content& c) { c.key_size = 16'385; }, {"key_too_large"}},
        {"of_16385_bytes", [](Content& c) { c.certificate_size = 16'385; }, {"certificate_too_large"}},
        {"with_a_chain_above_2_mib", [](Content& c) { c.chain_size = 2'097'153; }, {"chain_too_large"}},
    };
}
INSTANTIATE_TEST_SUITE_P(Table, IamUpload, testing::ValuesIn(iam_cases()), name_of);

TEST(IamUpload, wants_a_name_and_a_path_that_iam_takes) {
    const Content content = test::good_content();
    const auto rules = [&](const ServerCertificateName& name) {
        return rules_of(iam_import_refusals(content, name, test::now));
    };
    EXPECT_EQ(rules({.name = "a_+=,.@-Z9", .path = "/cloudfront/shop/"}), Rules{});
    EXPECT_EQ(rules({.name = std::string(128, 'n')}), Rules{});
    EXPECT_EQ(rules({.name = "/" + std::string(510, 'p') + "/"}), Rules{"iam_name"});
    EXPECT_EQ(rules({.name = "n", .path = "/" + std::string(510, 'p') + "/"}), Rules{});
    EXPECT_EQ(rules({.name = "n", .is_taken = true}), Rules{"iam_name_taken"});
    for (const std::string& name :
         {std::string{}, std::string(129, 'n'), std::string{"*.example.com"}, std::string{"é"}})
        EXPECT_EQ(rules({.name = name}), Rules{"iam_name"}) << name;
    for (const std::string& path : {std::string{}, std::string{"//"}, std::string{"/a"}, std::string{"a/"},
                                    std::string{"/a b/"}, "/" + std::string(511, 'p') + "/"})
        EXPECT_EQ(rules({.name = "n", .path = path}), Rules{"iam_path"}) << path;
}

TEST(ImportTags, are_those_that_aws_takes) {
    const auto rules = [](const Tags& tags) { return rules_of(tag_refusals(tags)); };
    const auto many = [](int count) {
        Tags tags;
        for (int i = 0; i < count; ++i) tags["k" + std::to_string(i)] = "v";
        return tags;
    };
    EXPECT_EQ(rules({{"team", "edge & co"}}), Rules{"tag_characters"});
    EXPECT_EQ(rules({{"team/a:b=c+d-e@f_g.h", ""}, {"équipe", "ядро"}}), Rules{});
    EXPECT_EQ(rules(many(49)), Rules{});
    EXPECT_EQ(rules(many(50)), Rules{"too_many_tags"});
    EXPECT_EQ(rules({{std::string(128, 'k'), std::string(256, 'v')}}), Rules{});
    EXPECT_EQ(rules({{std::string(129, 'k'), "v"}}), Rules{"tag_key_length"});
    EXPECT_EQ(rules({{"k", std::string(257, 'v')}}), Rules{"tag_value_length"});
    EXPECT_EQ(rules({{"", "v"}}), Rules{"tag_key_length"});
    EXPECT_EQ(rules({{"aws:x", "v"}}), Rules{"tag_key_reserved"});
    EXPECT_EQ(rules({{"AWS:x", "v"}}), Rules{"tag_key_reserved"});
    EXPECT_EQ(rules({{std::string{deployment_tag}, "v"}}), Rules{"tag_key_reserved"});
    std::string umlauts;
    for (int i = 0; i < 128; ++i) umlauts += "ü";
    EXPECT_EQ(rules({{umlauts, "v"}}), Rules{});
}

}  // namespace
}  // namespace certwright::lifecycle
