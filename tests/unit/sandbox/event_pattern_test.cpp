#include "base/json.hpp"
#include "sandbox/events/pattern.hpp"
#include "unit/sandbox/small_world.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox::events {
namespace {

bool takes(std::string_view pattern, std::string_view event) {
    return Pattern::parse(pattern).takes(json::parse(event, "an event").as_object());
}

std::string refusal_of_pattern(std::string_view pattern) {
    return test::code_of([&] { Pattern::parse(pattern); });
}

TEST(EventPattern, takes_what_every_field_takes) {
    const auto* pattern = R"({"source": ["aws.acm"], "detail": {"Action": ["IMPORT", "REIMPORT"]}})";
    EXPECT_TRUE(takes(pattern, R"({"source": "aws.acm", "detail": {"Action": "REIMPORT", "InUse": true}})"));
    EXPECT_FALSE(takes(pattern, R"({"source": "aws.acm", "detail": {"Action": "RENEWAL"}})"));
    EXPECT_FALSE(takes(pattern, R"({"source": "aws.ec2", "detail": {"Action": "IMPORT"}})"));
    EXPECT_FALSE(takes(pattern, R"({"source": "aws.acm", "detail": "IMPORT"})"));
}

TEST(EventPattern, compares_values_of_one_kind) {
    EXPECT_TRUE(takes(R"({"a": [true]})", R"({"a": true})"));
    EXPECT_FALSE(takes(R"({"a": [true]})", R"({"a": "true"})"));
    EXPECT_TRUE(takes(R"({"a": [1.0]})", R"({"a": 1})"));
    EXPECT_TRUE(takes(R"({"a": [null]})", R"({"a": null})"));
    EXPECT_FALSE(takes(R"({"a": [null]})", R"({})"));
}

TEST(EventPattern, looks_into_lists) {
    EXPECT_TRUE(takes(R"({"a": ["y"]})", R"({"a": ["x", "y"]})"));
    EXPECT_FALSE(takes(R"({"a": ["z"]})", R"({"a": ["x", "y"]})"));
    const auto* both = R"({"a": {"b": [1], "c": [2]}})";
    EXPECT_TRUE(takes(both, R"({"a": [{"b": 0}, {"b": 1, "c": 2}]})"));
    EXPECT_FALSE(takes(both, R"({"a": [{"b": 1, "c": 0}, {"b": 0, "c": 2}]})")) << "one element has both";
}

TEST(EventPattern, asks_for_existence) {
    EXPECT_TRUE(takes(R"({"a": {"b": [{"exists": false}]}})", R"({})"));
    EXPECT_FALSE(takes(R"({"a": {"b": [{"exists": false}]}})", R"({"a": {"b": null}})"));
    EXPECT_FALSE(takes(R"({"a": [{"exists": true}]})", R"({"a": {"b": 1}})")) << "leaves only";
}

TEST(EventPattern, compares_texts) {
    EXPECT_TRUE(takes(R"({"a": [{"prefix": {"equals-ignore-case": "SHOP"}}]})", R"({"a": "shop.test"})"));
    EXPECT_TRUE(takes(R"({"a": [{"suffix": ".test"}]})", R"({"a": "shop.test"})"));
    EXPECT_TRUE(takes(R"({"a": [{"wildcard": "a*\\*z"}]})", R"({"a": "abc*z"})"));
    EXPECT_FALSE(takes(R"({"a": [{"wildcard": "a*\\*z"}]})", R"({"a": "abcz"})"));
    EXPECT_FALSE(takes(R"({"a": [{"prefix": "1"}]})", R"({"a": 12})"));
}

TEST(EventPattern, takes_anything_but_what_is_named) {
    EXPECT_TRUE(takes(R"({"a": [{"anything-but": [1, "x"]}]})", R"({"a": "y"})"));
    EXPECT_FALSE(takes(R"({"a": [{"anything-but": [1, "x"]}]})", R"({"a": 1})"));
    EXPECT_TRUE(takes(R"({"a": [{"anything-but": {"prefix": ["x", "y"]}}]})", R"({"a": "zx"})"));
    EXPECT_FALSE(takes(R"({"a": [{"anything-but": {"prefix": ["x", "y"]}}]})", R"({"a": "yx"})"));
    EXPECT_FALSE(takes(R"({"a": [{"anything-but": "x"}]})", R"({})")) << "it must be there";
}

TEST(EventPattern, compares_numbers) {
    const auto* range = R"({"a": [{"numeric": [">=", 1, "<", 5]}]})";
    EXPECT_TRUE(takes(range, R"({"a": 1})"));
    EXPECT_FALSE(takes(range, R"({"a": 5})"));
    EXPECT_FALSE(takes(range, R"({"a": "3"})"));
}

TEST(EventPattern, takes_either) {
    const auto* pattern = R"({"a": [1], "$or": [{"b": [2]}, {"c": [3]}]})";
    EXPECT_TRUE(takes(pattern, R"({"a": 1, "c": 3})"));
    EXPECT_FALSE(takes(pattern, R"({"a": 1, "b": 3})"));
    EXPECT_FALSE(takes(pattern, R"({"b": 2, "c": 3})"));
}

TEST(EventPattern, refuses_what_it_does_not_act_out) {
    for (const auto* pattern :
         {"", "1", "[]", "{}", R"({"a": "b"})", R"({"a": []})", R"({"a": {}})", R"({"a": [[1]]})",
          R"({"a": [{}]})", R"({"a": [{"cidr": "10.0.0.0/8"}]})", R"({"a": [{"numeric": [">"]}]})",
          R"({"a": [{"numeric": 1}]})", R"({"a": [{"anything-but": {"exists": true}}]})",
          R"({"a": [{"wildcard": "*a*b*c*d*"}]})"}) {
        EXPECT_EQ(refusal_of_pattern(pattern), "InvalidEventPatternException") << pattern;
    }
}

}  // namespace
}  // namespace certwright::sandbox::events
