#include "net/request_reader.hpp"

#include <gtest/gtest.h>

namespace certwright::net {
namespace {

using Progress = RequestReader::Progress;

constexpr RequestReader::Limits limits{.header_bytes = 1024, .body_bytes = 64};

ServerRequest read(std::string_view bytes) {
    RequestReader reader{limits};
    if (reader.feed(bytes) != Progress::complete) {
        ADD_FAILURE() << "not complete: " << bytes << "\n" << reader.refusal().reason;
        return {};
    }
    return reader.take();
}

int refusal(std::string_view bytes) {
    RequestReader reader{limits};
    return reader.feed(bytes) == Progress::refused ? reader.refusal().status : 0;
}

std::string get(std::string_view target) {
    return "GET " + std::string{target} + " HTTP/1.1\r\nHost: a\r\n\r\n";
}
std::string post(std::string_view fields, std::string_view body = "") {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string{fields} + "\r\n" + std::string{body};
}

TEST(RequestReader, takes_a_request_apart) {
    const auto request = read(
        "PATCH /api/v1/a%20b?x=%2F&y HTTP/1.1\r\nHost: a:80\r\nX-One:  1 \r\nx-one: 2\r\nContent-Length: "
        "3\r\n\r\nabc");
    EXPECT_EQ(request.method, "PATCH");
    EXPECT_EQ(request.path, "/api/v1/a b");
    EXPECT_EQ(request.query, "x=%2F&y");
    EXPECT_EQ(request.headers.find("x-ONE"), "1");
    EXPECT_EQ(request.headers.size(), 4u);
    EXPECT_EQ(request.body, "abc");
}

TEST(RequestReader, keeps_an_escaped_arn_in_one_segment) {
    const auto request =
        read(get("/aws_certificates/arn%3Aaws%3Aacm%3Aus-east-1%3A123456789012%3Acertificate%2Fab-cd/pem"));
    EXPECT_EQ(request.segments,
              (std::vector<std::string>{"aws_certificates",
                                        "arn:aws:acm:us-east-1:123456789012:certificate/ab-cd", "pem"}));
    EXPECT_EQ(request.path, "/aws_certificates/arn:aws:acm:us-east-1:123456789012:certificate/ab-cd/pem");
}

TEST(RequestReader, splits_paths_at_every_slash) {
    EXPECT_TRUE(read(get("/")).segments.empty());
    EXPECT_TRUE(read(get("/?a")).segments.empty());
    EXPECT_EQ(read(get("/a/")).segments, (std::vector<std::string>{"a", ""}));
    EXPECT_EQ(read(get("//a")).segments, (std::vector<std::string>{"", "a"}));
    EXPECT_EQ(read(get("/%C3%A9")).segments, (std::vector<std::string>{"é"}));
    EXPECT_EQ(read(get("/a+b")).path, "/a+b");
}

TEST(RequestReader, refuses_targets_that_a_handler_could_trip_over) {
    for (const char* target :
         {"a",       "*",          "http://a/",     "a:443",       "/..",   "/../a", "/a/..",
          "/a/./b",  "/%2e%2e/a",  "/a%2F..%2Fb",   "/a%2f%2e%2e", "/.",    "/%00",  "/a%0Ab",
          "/%7f",    "/%",         "/%4",           "/%zz",        "/a#b",  "/\x80", "/%80",
          "/%C0%AF", "/%ED%A0%80", "/%F5%80%80%80", "/a\tb",       "/a\x01"}) {
        EXPECT_EQ(refusal(get(target)), 400) << target;
    }
}

TEST(RequestReader, refuses_every_message_whose_end_is_disputable) {
    for (const std::string& bytes : {
             post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
             post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"),
             post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"),
             post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"),
             post("Content-Length: 3, 3\r\n", "abc"),
             post("Content-Length: +3\r\n", "abc"),
             post("Content-Length: -3\r\n", "abc"),
             post("Content-Length: 0x3\r\n", "abc"),
             post("Content-Length: 3 3\r\n", "abc"),
             post("Content-Length:\r\n"),
             post("Content-Length: 99999999999999999999999\r\n"),
             post("Content-Length : 3\r\n", "abc"),
             post(" Content-Length: 3\r\n", "abc"),
             post("X: 1\r\n Content-Length: 3\r\n", "abc"),
             post("X: 1\r\n\tfolded\r\n"),
             post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
             post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
             post("X: a\nContent-Length: 3\r\n", "abc"),
             post("X: a\rb\r\n"),
             post(std::string{"X: a\0b\r\n", 8}),
             post("X\x01: a\r\n"),
             post("no colon\r\n"),
             post(": no name\r\n"),
             std::string{"GET / HTTP/1.1\nHost: a\n\r\n\r\n"},
             std::string{"\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"},
             std::string{"GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
             std::string{"GET /\r\nHost: a\r\n\r\n"},
             std::string{"GET / HTTP/1.1\r\n\r\n"},
             std::string{"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
             std::string{"GET / HTTP/1.1\r\nHost: a,b\r\n\r\n"},
             std::string{"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
             std::string{"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
         }) {
        EXPECT_EQ(refusal(bytes), 400) << bytes;
    }
}

TEST(RequestReader, refuses_broken_chunks) {
    for (const char* body :
         {"-2\r\nabc\r\n0\r\n\r\n", "+2\r\nab\r\n0\r\n\r\n", "0x2\r\nab\r\n0\r\n\r\n", "2\nab\n0\n\n",
          "2\r\nabc\r\n0\r\n\r\n", "\r\n0\r\n\r\n", "g\r\n", "10000000000000000\r\n", "2\r\nabXX0\r\n\r\n"}) {
        RequestReader reader{limits};
        EXPECT_NE(reader.feed(post("Transfer-Encoding: chunked\r\n", body)), Progress::complete) << body;
    }
}

TEST(RequestReader, names_what_it_does_not_understand) {
    EXPECT_EQ(refusal(post("Transfer-Encoding: gzip, chunked\r\n")), 501);
    EXPECT_EQ(refusal(post("Transfer-Encoding: identity\r\n")), 501);
    EXPECT_EQ(refusal(post("Expect: the impossible\r\n")), 417);
    EXPECT_EQ(refusal("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(refusal("GET /  HTTP/1.1\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(refusal("GET / x HTTP/1.1\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(refusal("GET / HTTP/1.7\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(refusal(std::string(40, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
}

TEST(RequestReader, bounds_the_header) {
    const std::string fits = post("X: " + std::string(1024 - 33, 'x') + "\r\n");
    ASSERT_EQ(fits.size(), 1024u);
    EXPECT_EQ(refusal(fits), 0);
    EXPECT_EQ(refusal(post("X: " + std::string(1024 - 32, 'x') + "\r\n")), 431);
    EXPECT_EQ(refusal(std::string(1025, 'G')), 431) << "an endless line";
    EXPECT_EQ(refusal(get("/" + std::string(2000, 'a'))), 431);
}

TEST(RequestReader, bounds_the_body_before_it_comes) {
    EXPECT_EQ(read(post("Content-Length: 64\r\n", std::string(64, 'x'))).body.size(), 64u);
    EXPECT_EQ(refusal(post("Content-Length: 65\r\n")), 413);
    EXPECT_EQ(refusal(post("Transfer-Encoding: chunked\r\n", "41\r\n")), 413);
    EXPECT_EQ(refusal(post("Transfer-Encoding: chunked\r\n", "30\r\n" + std::string(48, 'x') + "\r\n11\r\n")),
              413);
}

TEST(RequestReader, bounds_chunk_headers_and_trailers) {
    EXPECT_EQ(refusal(post("Transfer-Encoding: chunked\r\n", "1;x=" + std::string(2000, 'x'))), 431);
    EXPECT_EQ(refusal(post("Transfer-Encoding: chunked\r\n", "0\r\nX: " + std::string(2000, 'x'))), 431);
}

TEST(RequestReader, joins_chunks_and_forgets_trailers) {
    const auto request = read(post("Transfer-Encoding: Chunked\r\n",
                                   "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nAuthorization: forged\r\n\r\n"));
    EXPECT_EQ(request.body, "abcde");
    EXPECT_FALSE(request.headers.find("Authorization"));
}

TEST(RequestReader, reads_the_same_however_the_bytes_arrive) {
    const std::string first =
        post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n2\r\nde\r\n0\r\nT: 1\r\n\r\n");
    const std::string second = post("Content-Length: 5\r\n", "fghij");
    const std::string both = first + second + get("/last");
    for (std::size_t piece = 1; piece <= both.size(); ++piece) {
        RequestReader reader{limits};
        std::vector<ServerRequest> requests;
        for (std::size_t at = 0; at < both.size(); at += piece) {
            Progress progress = reader.feed(std::string_view{both}.substr(at, piece));
            while (progress == Progress::complete) {
                requests.push_back(reader.take());
                progress = reader.feed({});
            }
            ASSERT_NE(progress, Progress::refused) << reader.refusal().reason;
        }
        ASSERT_EQ(requests.size(), 3u) << piece;
        EXPECT_EQ(requests[0].body, "abcde");
        EXPECT_EQ(requests[1].body, "fghij");
        EXPECT_EQ(requests[2].path, "/last");
    }
}

TEST(RequestReader, knows_whether_the_connection_lives_on) {
    const auto keeps = [](std::string_view bytes) {
        RequestReader reader{limits};
        EXPECT_EQ(reader.feed(bytes), Progress::complete);
        return reader.keep_alive();
    };
    EXPECT_TRUE(keeps(get("/")));
    EXPECT_FALSE(keeps(post("Connection: close\r\n")));
    EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
    EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(RequestReader, knows_who_waits_for_an_invitation) {
    RequestReader reader{limits};
    EXPECT_EQ(reader.feed(post("Expect: 100-continue\r\nContent-Length: 2\r\n")), Progress::body);
    EXPECT_TRUE(reader.expects_continue());
    EXPECT_EQ(reader.feed("a"), Progress::body);
    EXPECT_FALSE(reader.expects_continue());
    EXPECT_EQ(reader.feed("b"), Progress::complete);
    EXPECT_EQ(reader.take().body, "ab");
    EXPECT_EQ(refusal(post("Expect: 100-continue\r\nContent-Length: 65\r\n")), 413)
        << "no invitation for what will be refused";
}

}  // namespace
}  // namespace certwright::net
