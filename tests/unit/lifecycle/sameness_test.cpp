#include "lifecycle/deployment/sameness.hpp"

#include "content.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

using test::good_content;
using test::served_of;

Served with_other_key(std::string arn) {
    Served served = served_of(good_content(), std::move(arn));
    served.fingerprint_sha256 = "f-" + served.arn, served.spki_sha256 = "k-" + served.arn;
    return served;
}
Served with_same_key(std::string arn) {
    Served served = with_other_key(std::move(arn));
    served.spki_sha256 = good_content().leaf.spki_sha256, served.names = {"else.test"};
    return served;
}
std::vector<std::string> arns_of(const std::vector<Candidate>& candidates) {
    std::vector<std::string> arns;
    for (const Candidate& candidate : candidates) arns.push_back(candidate.arn);
    return arns;
}

TEST(SameCertificates, are_told_with_the_strongest_reason_and_the_best_first) {
    Served other = with_other_key("other");
    other.names = {"shop.example.com"};
    Served used = with_same_key("key");
    used.in_use_by = {"arn:lb/one", "arn:lb/two"};
    const std::vector<Served> there{other, with_other_key("names"), used, served_of(good_content(), "same")};
    const Time end = good_content().leaf.not_after;
    EXPECT_EQ(find_same(good_content(), there, ""),
              (std::vector<Candidate>{{"same", Sameness::fingerprint, "", end, 0},
                                      {"key", Sameness::key, "", end, 2},
                                      {"names", Sameness::names, "", end, 0}}));
}

TEST(SameCertificates, are_listed_with_a_common_name_that_is_none_of_their_names) {
    Content content = good_content();
    content.leaf.common_name = "Shop";
    Served listed;
    listed.arn = "arn:1";
    listed.names = content.names;
    listed.names.push_back("shop");
    std::ranges::sort(listed.names);
    EXPECT_EQ(undecided(content, {listed}), std::vector<std::string>{"arn:1"});
    Served renewed = with_other_key("arn:2");
    renewed.names = listed.names;
    EXPECT_EQ(arns_of(find_same(content, {renewed}, "")), std::vector<std::string>{"arn:2"});
}

TEST(SameCertificates, have_exactly_the_same_names) {
    for (const std::vector<std::string>& names :
         std::vector<std::vector<std::string>>{{},
                                               {"shop.example.com"},
                                               {"a.test", "shop.example.com", "www.example.com"},
                                               {"*.example.com"}}) {
        Served served = with_other_key("1");
        served.names = names;
        EXPECT_TRUE(find_same(good_content(), {served}, "").empty());
    }
}

TEST(SameCertificates, may_have_the_same_key_where_a_name_and_the_kind_of_key_fit) {
    const Content content = good_content();
    Served listed = served_of(content, "arn:1");
    listed.fingerprint_sha256.clear(), listed.spki_sha256.clear();
    listed.common_name = "else.example", listed.names = {"else.example", content.names.front()};
    EXPECT_TRUE(may_have_same_key(content, listed));
    const auto differs = [&](auto change) {
        Served other = listed;
        change(other);
        return !may_have_same_key(content, other);
    };
    EXPECT_TRUE(differs([](Served& other) { other.names = {"else.example"}; })) << "it could not be replaced";
    EXPECT_TRUE(differs([](Served& other) { other.key_algorithm = "EC_secp521r1"; }));
    EXPECT_TRUE(differs([](Served& other) { other.type = "AMAZON_ISSUED"; }));
    EXPECT_TRUE(differs([](Served& other) { other.is_missing = true; }));
    EXPECT_TRUE(differs([](Served& other) { other.spki_sha256 = "known"; }));
    listed.names.clear();  // a listing leaves names out when there are many
    EXPECT_FALSE(may_have_same_key(content, listed));
    listed.common_name = content.names.front();
    EXPECT_TRUE(may_have_same_key(content, listed));
}

TEST(SameCertificates, that_were_not_imported_are_told_with_the_reason) {
    for (const char* type : {"AMAZON_ISSUED", "PRIVATE", "SOMETHING_NEW"}) {
        Served served = served_of(good_content());
        served.type = type;
        const auto found = find_same(good_content(), {served}, "");
        ASSERT_EQ(found.size(), 1u);
        EXPECT_FALSE(found[0].is_replaceable());
        EXPECT_NE(found[0].obstacle.find("only imported"), std::string::npos);
    }
}

TEST(SameCertificates, belong_to_the_deployment_that_keeps_them) {
    Served served = served_of(good_content());
    served.deployment = "dpl_1";
    EXPECT_TRUE(find_same(good_content(), {served}, "dpl_1")[0].is_replaceable());
    EXPECT_EQ(find_same(good_content(), {served}, "dpl_2")[0].obstacle, "deployment dpl_1 keeps it");
}

TEST(SameCertificates, that_are_missing_are_not_there) {
    Served served = served_of(good_content());
    served.is_missing = true;
    EXPECT_TRUE(find_same(good_content(), {served}, "").empty());
    served.fingerprint_sha256.clear();
    EXPECT_TRUE(undecided(good_content(), {served}).empty());
}

TEST(SameCertificates, of_one_reason_come_replaceable_used_and_latest_first) {
    Served kept = with_other_key("1-kept"), unused = with_other_key("2-unused"),
           used = with_other_key("3-used"), late = with_other_key("4-late");
    kept.deployment = "dpl_9";
    used.in_use_by = {"arn:lb"};
    late.not_after = *late.not_after + 24h;
    EXPECT_EQ(arns_of(find_same(good_content(), {kept, unused, used, late}, "")),
              (std::vector<std::string>{"3-used", "4-late", "2-unused", "1-kept"}));
}

TEST(SameCertificates, are_undecided_while_what_is_known_fits) {
    Served pending = served_of(good_content());
    pending.fingerprint_sha256.clear(), pending.spki_sha256.clear();
    const auto is_undecided = [](const Served& served) {
        return !undecided(good_content(), {served}).empty();
    };
    EXPECT_TRUE(is_undecided(pending));
    Served bare;
    bare.arn = "arn:bare";
    EXPECT_TRUE(is_undecided(bare));
    Served other = pending;
    other.not_after = *other.not_after + 1s;
    EXPECT_FALSE(is_undecided(other));
    other = pending, other.names = {"else.test"};
    EXPECT_FALSE(is_undecided(other));
    other = pending, other.key_algorithm = "RSA_4096";
    EXPECT_FALSE(is_undecided(other));
    EXPECT_FALSE(is_undecided(served_of(good_content())));
}

}  // namespace
}  // namespace certwright::lifecycle
