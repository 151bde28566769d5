#include "lifecycle/deployment/advice.hpp"

#include "content.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using Rules = std::vector<std::string>;

struct Advice : testing::Test {
    Rules rules() const { return test::rules_of(advice_on(content, destination)); }

    Content content = test::good_content();
    Destination destination{.region = "us-east-1"};
};

TEST_F(Advice, is_not_given_where_nothing_is_to_be_said) {
    EXPECT_EQ(rules(), Rules{});
}

TEST_F(Advice, tells_where_cloudfront_looks) {
    destination.region = "eu-west-1";
    EXPECT_EQ(rules(), Rules{"cloudfront_region"});
    destination.also_in_us_east_1 = true;
    EXPECT_EQ(rules(), Rules{});
    destination = {.region = "cn-north-1", .partition = "aws-cn"};
    EXPECT_EQ(rules(), Rules{});
}

TEST_F(Advice, tells_which_keys_cloudfront_takes) {
    content.leaf.signature_algorithm = "ecdsa-with-SHA256";
    for (const auto& [key, expected] : std::map<std::string, Rules>{{"EC_prime256v1", {}},
                                                                    {"EC_secp384r1", {"cloudfront_key"}},
                                                                    {"EC_secp521r1", {"cloudfront_key"}}}) {
        content.leaf.key_algorithm = key;
        EXPECT_EQ(rules(), expected) << key;
        destination.region = "eu-west-1", destination.also_in_us_east_1 = true;
        EXPECT_EQ(rules(), Rules{}) << key;
        destination = {.region = "us-east-1"};
    }
    content = test::good_content();
    content.leaf.key_algorithm = "RSA_4096", content.leaf.key_bits = 4096;
    EXPECT_EQ(rules(), Rules{});
}

TEST_F(Advice, tells_of_an_authority_with_another_kind_of_key) {
    content.leaf.signature_algorithm = "ecdsa-with-SHA384";
    EXPECT_EQ(rules(), Rules{"signed_by_other_key_type"});
    content.leaf.key_algorithm = "EC_prime256v1";
    EXPECT_EQ(rules(), Rules{});
    content.leaf.signature_algorithm = "rsassaPss";
    EXPECT_EQ(rules(), Rules{"signed_by_other_key_type"});
}

TEST_F(Advice, tells_of_lifetimes_that_no_successor_can_have) {
    const auto lasting = [&](const char* end, int days) {
        content.leaf.not_after = parse_rfc3339(end);
        content.leaf.not_before = content.leaf.not_after - std::chrono::days{days} + 1s;
        return rules();
    };
    EXPECT_EQ(lasting("2026-03-14T23:59:59Z", 398), Rules{});
    EXPECT_EQ(lasting("2026-12-01T00:00:00Z", 200), Rules{});
    EXPECT_EQ(lasting("2026-12-01T00:00:00Z", 201), Rules{"lifetime"});
    EXPECT_EQ(lasting("2027-03-15T00:00:00Z", 100), Rules{});
    EXPECT_EQ(lasting("2027-03-15T00:00:00Z", 101), Rules{"lifetime"});
    EXPECT_EQ(lasting("2029-03-15T00:00:00Z", 47), Rules{});
    EXPECT_EQ(lasting("2029-03-15T00:00:00Z", 48), Rules{"lifetime"});
    content.leaf.is_self_signed = true;
    EXPECT_EQ(lasting("2049-03-15T00:00:00Z", 9000), Rules{});
}

}  // namespace
}  // namespace certwright::lifecycle
