#include "http/path_template.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::http {
namespace {

TEST(PathTemplate, matches_literals_and_takes_named_segments) {
    const PathTemplate path{"/api/v1/jobs/{id}/cancel"};
    const auto values = path.match({"api", "v1", "jobs", "job_1", "cancel"});
    ASSERT_TRUE(values);
    EXPECT_EQ(values->at("id"), "job_1");
    EXPECT_EQ(path.names(), std::vector<std::string>{"id"});
}

TEST(PathTemplate, keeps_the_slashes_of_a_segment) {
    const auto values = PathTemplate{"/c/{id}"}.match({"c", "arn:aws:acm:eu-west-1:1:certificate/2"});
    ASSERT_TRUE(values);
    EXPECT_EQ(values->at("id"), "arn:aws:acm:eu-west-1:1:certificate/2");
}

TEST(PathTemplate, refuses_other_paths) {
    const PathTemplate path{"/c/{id}"};
    EXPECT_FALSE(path.match({}));
    EXPECT_FALSE(path.match({"c"}));
    EXPECT_FALSE(path.match({"c", ""}));
    EXPECT_FALSE(path.match({"d", "1"}));
    EXPECT_FALSE(path.match({"c", "1", ""}));
}

TEST(PathTemplate, refuses_broken_templates) {
    for (const char* broken : {"", "api", "/a//b", "/a/{}", "/a/x{id}", "/a/{id"})
        EXPECT_THROW(PathTemplate{broken}, Error) << broken;
}

}  // namespace
}  // namespace certwright::http
