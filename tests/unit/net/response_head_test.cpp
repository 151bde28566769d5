#include "net/response_head.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::net {
namespace {

TEST(ResponseHead, has_what_the_edge_knows_and_nothing_about_the_program) {
    ServerResponse response{.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = "abc"};
    EXPECT_EQ(
        response_head(response, {.request_id = "req_1", .now = parse_rfc3339("1994-11-06T08:49:37.9Z")}),
        "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nX-Request-Id: req_1\r\n"
        "Content-Type: text/plain\r\nContent-Length: 3\r\n\r\n");
}

TEST(ResponseHead, drops_the_fields_that_are_the_edges_own) {
    ServerResponse response;
    response.headers = {{"content-length", "99"},
                        {"Transfer-Encoding", "chunked"},
                        {"Connection", "upgrade"},
                        {"Server", "x"}};
    const std::string head = response_head(response, {.request_id = "r", .close = true});
    EXPECT_NE(head.find("Content-Length: 0\r\n"), head.npos);
    EXPECT_NE(head.find("Connection: close\r\n"), head.npos);
    EXPECT_EQ(head.find("99"), head.npos);
    EXPECT_EQ(head.find("chunked"), head.npos);
    EXPECT_EQ(head.find("Server"), head.npos);
}

TEST(ResponseHead, refuses_fields_that_would_split_the_message) {
    for (const auto& [name, value] :
         std::vector<std::pair<std::string, std::string>>{{"X", "a\r\nSet-Cookie: b"},
                                                          {"X", "a\nb"},
                                                          {"X", std::string{"a\0", 2}},
                                                          {"X: a", "b"},
                                                          {"", "a"},
                                                          {"X\r\nY", "a"}}) {
        ServerResponse response;
        response.headers = {{name, value}};
        EXPECT_THROW(response_head(response, {}), Error) << name << ": " << value;
    }
    EXPECT_THROW(response_head({.status = 101}, {}), Error);
}

TEST(ResponseHead, has_no_length_where_there_can_be_no_content) {
    for (const int status : {204, 304}) {
        EXPECT_EQ(response_head({.status = status}, {}).find("Content-Length"), std::string::npos);
        EXPECT_FALSE(has_content("GET", status));
    }
    EXPECT_FALSE(has_content("HEAD", 200));
    EXPECT_TRUE(has_content("GET", 404));
}

TEST(CutInHalf, takes_half_of_the_body_or_of_a_head_without_one) {
    std::string head = "head";
    std::string_view body = "abcde";
    cut_in_half(head, body);
    EXPECT_EQ(head, "head");
    EXPECT_EQ(body, "ab");
    body = "";
    cut_in_half(head, body);
    EXPECT_EQ(head, "he");
}

}  // namespace
}  // namespace certwright::net
