#include "http/problem.hpp"

#include "base/json.hpp"

#include <gtest/gtest.h>

namespace certwright::http {
namespace {

json::object document(const Reply& reply) {
    return json::parse(reply.response.body, "problem").as_object();
}

struct Mapping {
    Fault fault;
    int status;
    std::string_view title;
};

struct ProblemOf : testing::TestWithParam<Mapping> {};

TEST_P(ProblemOf, each_fault_has_its_status_and_title) {
    const Reply reply = problem(Error{GetParam().fault, "no such thing 'x'", "look elsewhere"}, "req_1");
    EXPECT_EQ(reply.response.status, GetParam().status);
    EXPECT_EQ(reply.response.headers.find("Content-Type"), "application/problem+json");
    const json::object said = document(reply);
    EXPECT_EQ(said.at("status"), GetParam().status);
    EXPECT_EQ(said.at("title").as_string(), GetParam().title);
    EXPECT_EQ(said.at("fault").as_string(), to_string(GetParam().fault));
    EXPECT_EQ(said.at("request_id"), "req_1");
    EXPECT_EQ(said.at("type").as_string(),
              "urn:certwright:fault:" + std::string{to_string(GetParam().fault)});
}

INSTANTIATE_TEST_SUITE_P(all, ProblemOf,
                         testing::Values(Mapping{Fault::invalid, 422, "Unprocessable Content"},
                                         Mapping{Fault::unauthenticated, 401, "Unauthorized"},
                                         Mapping{Fault::forbidden, 403, "Forbidden"},
                                         Mapping{Fault::not_found, 404, "Not Found"},
                                         Mapping{Fault::conflict, 409, "Conflict"},
                                         Mapping{Fault::rate_limited, 429, "Too Many Requests"},
                                         Mapping{Fault::unavailable, 503, "Service Unavailable"},
                                         Mapping{Fault::internal, 500, "Internal Server Error"}));

TEST(Problem, tells_the_message_the_hint_and_the_fields) {
    const json::object said = document(problem(
        Error{Fault::invalid, "the body is wrong", "read the document"}.with_field("name", "is missing"),
        "r"));
    EXPECT_EQ(said.at("detail"), "the body is wrong");
    EXPECT_EQ(said.at("hint"), "read the document");
    EXPECT_EQ(said.at("errors"), json::parse(R"([{"field":"name","problem":"is missing"}])", "expected"));
}

TEST(Problem, keeps_internal_details_to_the_log) {
    const Reply reply = problem(Error{Fault::internal, "SELECT secret FROM vault", "secret hint"}, "r");
    EXPECT_EQ(reply.response.body.find("secret"), std::string::npos);
    EXPECT_NE(reply.response.body.find("request id"), std::string::npos);
}

TEST(Problem, rounds_retry_after_up_to_whole_seconds) {
    const auto after = [](std::chrono::milliseconds delay) {
        const Reply reply = problem(Error{Fault::rate_limited, "slow down"}.with_retry_after(delay), "r");
        return std::string{reply.response.headers.find("Retry-After").value_or("")};
    };
    EXPECT_EQ(after(1ms), "1");
    EXPECT_EQ(after(1000ms), "1");
    EXPECT_EQ(after(1001ms), "2");
    EXPECT_EQ(after(0ms), "1");
}

TEST(Problem, names_the_way_to_authenticate) {
    EXPECT_EQ(problem(Error{Fault::unauthenticated, "who?"}, "r").response.headers.find("WWW-Authenticate"),
              "Bearer realm=\"certwright\"");
}

TEST(Problem, takes_a_finer_status) {
    const Reply reply = problem(Error{Fault::invalid, "not JSON"}, "r", 400);
    EXPECT_EQ(reply.response.status, 400);
    EXPECT_EQ(document(reply).at("title"), "Bad Request");
}

}  // namespace
}  // namespace certwright::http
