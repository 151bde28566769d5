#include "sandbox/fixture/yaml.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace certwright::sandbox {
namespace {

std::string as_json(std::string_view yaml) {
    return boost::json::serialize(parse_yaml(yaml));
}

/// What is wrong with it; empty when nothing is.
std::string problem_of(std::string_view yaml) {
    try {
        parse_yaml(yaml);
    } catch (const Error& problem) {
        return problem.message();
    }
    return "";
}

TEST(Yaml, reads_plain_scalars_by_the_core_schema) {
    EXPECT_EQ(as_json("[1, -2, +3, 0x1f, 0o17, 007]"), "[1,-2,3,31,15,7]");
    EXPECT_EQ(as_json("[1.5, 2.5e3, .5]"), "[1.5E0,2.5E3,5E-1]");
    EXPECT_EQ(as_json("[true, False, null, ~, ]"), "[true,false,null,null]");
    EXPECT_EQ(as_json("[no, yes, .inf, -.nan, infinity, 1.2.3, 2026-01-01, -300d, +2h, '']"),
              R"(["no","yes",".inf","-.nan","infinity","1.2.3","2026-01-01","-300d","+2h",""])");
    EXPECT_EQ(as_json("a:\nb: ~"), R"({"a":null,"b":null})");
}

TEST(Yaml, keeps_quoted_and_tagged_scalars_as_text) {
    EXPECT_EQ(as_json(R"(["000000000000", '1', "true", "null", !!str 12, "\u00e4\n"])"),
              "[\"000000000000\",\"1\",\"true\",\"null\",\"12\",\"\xc3\xa4\\n\"]");
    EXPECT_EQ(as_json("text: |\n  one\n  two\n"), R"({"text":"one\ntwo\n"})");
    EXPECT_EQ(as_json("text: >-\n  1\n"), R"({"text":"1"})");
}

TEST(Yaml, takes_keys_as_they_are_written) {
    EXPECT_EQ(as_json("{1: a, true: b, \"<<\": c}"), R"({"1":"a","true":"b","<<":"c"})");
}

TEST(Yaml, repeats_what_is_anchored) {
    EXPECT_EQ(as_json("a: &x {n: 1}\nb: *x\nc: [*x]"), R"({"a":{"n":1},"b":{"n":1},"c":[{"n":1}]})");
}

TEST(Yaml, refuses_what_it_would_misread) {
    EXPECT_EQ(problem_of("a: 1\nb: 2\na: 3"),
              "cannot read it as YAML: line 3, column 1: the key \"a\" is there twice");
    EXPECT_NE(problem_of("a: &x {n: 1}\nb: {<<: *x}").find("merge keys"), std::string::npos);
    EXPECT_NE(problem_of("a: !!binary aGk=").find("tag"), std::string::npos);
    EXPECT_NE(problem_of("{[1]: 2}").find("scalar"), std::string::npos);
    EXPECT_NE(problem_of("a: 1\n---\nb: 2").find("second document"), std::string::npos);
    EXPECT_NE(problem_of("a: &x [*x]").find("inside of what it repeats"), std::string::npos);
    EXPECT_NE(problem_of("a: [1").find("line 1"), std::string::npos);
    EXPECT_NE(problem_of("a: *nowhere"), "");
    EXPECT_NE(problem_of(""), "");
}

TEST(Yaml, stops_at_depth_and_at_what_aliases_make_large) {
    EXPECT_EQ(problem_of(std::string(32, '[') + std::string(32, ']')), "");
    EXPECT_NE(problem_of(std::string(33, '[') + std::string(33, ']')).find("deeper"), std::string::npos);
    EXPECT_NE(problem_of(std::string(100'000, '[')), "");
    std::string laughs = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n";
    for (int at = 1; at < 12; ++at) {
        laughs += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n",
                              at, at - 1);
    }
    EXPECT_NE(problem_of(laughs).find("64 MiB"), std::string::npos);
}

}  // namespace
}  // namespace certwright::sandbox
