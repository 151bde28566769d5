#include "net/url.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::net {
namespace {

TEST(Url, is_taken_apart) {
    const Url url = Url::parse("HTTPS://ACM.us-east-1.Amazonaws.com:8443/A/b%2Fc?x=1&y=%20");
    EXPECT_EQ(url.scheme, "https");
    EXPECT_EQ(url.host, "acm.us-east-1.amazonaws.com");
    EXPECT_EQ(url.port, 8443);
    EXPECT_EQ(url.path, "/A/b%2Fc");
    EXPECT_EQ(url.query, "x=1&y=%20");
    EXPECT_EQ(url.text(), "https://acm.us-east-1.amazonaws.com:8443/A/b%2Fc?x=1&y=%20");
}

TEST(Url, has_a_path_and_the_port_of_its_scheme_when_none_is_written) {
    EXPECT_EQ(Url::parse("http://a").text(), "http://a/");
    EXPECT_EQ(Url::parse("http://a").port, 80);
    EXPECT_EQ(Url::parse("https://a?q").text(), "https://a/?q");
    EXPECT_EQ(Url::parse("https://a:443").authority(), "a");
    EXPECT_EQ(Url::parse("http://a:443").authority(), "a:443");
    EXPECT_EQ(Url::parse("http://[::1]:80/").authority(), "[::1]");
    EXPECT_EQ(Url::parse("http://[2001:DB8::1]:81/").authority(), "[2001:db8::1]:81");
}

TEST(Url, refuses_whatever_two_readers_could_read_differently) {
    for (const char* text : {"",
                             "a",
                             "//a/",
                             "ftp://a/",
                             "file:///etc/passwd",
                             "http:/a",
                             "http://",
                             "http:///x",
                             "http://:80/",
                             "http://a:/",
                             "http://a:0/",
                             "http://a:65536/",
                             "http://a:8o/",
                             "http://a:+80/",
                             "http://a:80:80/",
                             "http://user@a/",
                             "http://user:password@a/",
                             "http://a/#fragment",
                             "http://a#",
                             "http://a b/",
                             "http://a/ b",
                             "http://a/\n",
                             "http://a\t/",
                             "http://a/\x7f",
                             "http://\xc3\xa9/",
                             "http://a/%",
                             "http://a/%4",
                             "http://a/%zz",
                             "http://a/?%g0",
                             "http://a/{x}",
                             "http://a/\"",
                             "http://a\\b/",
                             "http://[::1/",
                             "http://[::1]x/",
                             "http://[127.0.0.1]/",
                             "http://[fe80::1%25eth0]/",
                             "http://::1/",
                             "http://a..b/",
                             "http://.a/",
                             "http://127.1/",
                             "http://0x7f000001/",
                             "http://2130706433/",
                             "http://127.0.0.256/",
                             "http://127.0.0.1./",
                             "http://a%2eb/",
                             "http://a,b/"}) {
        EXPECT_THROW(Url::parse(text), Error) << text;
    }
    const std::string with_nul{"http://a\0b/", 11};
    EXPECT_THROW(Url::parse(with_nul), Error);
}

TEST(Url, keeps_passwords_and_queries_out_of_its_error) {
    for (const char* text : {"http://user:hunter2@a/", "http://a/?token=hunter2 x", "http://a/\n?hunter2"}) {
        try {
            Url::parse(text);
            ADD_FAILURE() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::invalid);
            EXPECT_EQ(error.message().find("hunter2"), std::string::npos) << error.message();
        }
    }
}

TEST(Url, knows_the_loopback) {
    for (const char* text : {"http://localhost", "http://LOCALHOST:1", "http://127.0.0.1", "http://127.9.9.9",
                             "http://[::1]", "http://[::ffff:127.0.0.1]"}) {
        EXPECT_TRUE(Url::parse(text).is_loopback()) << text;
    }
    for (const char* text :
         {"http://localhost.example.com", "http://127.0.0.1.example.com", "http://128.0.0.1", "http://[::2]",
          "http://[::ffff:10.0.0.1]", "http://0.0.0.0"}) {
        EXPECT_FALSE(Url::parse(text).is_loopback()) << text;
    }
}

TEST(PercentEncoding, escapes_everything_but_unreserved_characters) {
    EXPECT_EQ(percent_encode("AZaz09-._~"), "AZaz09-._~");
    EXPECT_EQ(percent_encode("arn:aws:acm/x y+%*"), "arn%3Aaws%3Aacm%2Fx%20y%2B%25%2A");
    EXPECT_EQ(percent_encode(std::string{"\0\xff", 2}), "%00%FF");
}

TEST(PercentEncoding, comes_back_from_every_byte) {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    EXPECT_EQ(percent_decode(percent_encode(all), /*plus_is_space=*/false), all);
}

TEST(PercentEncoding, reads_plus_as_a_space_only_in_forms) {
    EXPECT_EQ(percent_decode("a+b%2b", /*plus_is_space=*/false), "a+b+");
    EXPECT_EQ(percent_decode("a+b%2b", /*plus_is_space=*/true), "a b+");
}

TEST(PercentEncoding, refuses_broken_escapes) {
    for (const char* text : {"%", "a%", "%4", "%4g", "%%41", "%-1"}) {
        EXPECT_THROW(percent_decode(text, /*plus_is_space=*/false), Error) << text;
    }
}

TEST(Query, is_decoded_in_order) {
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(parse_query(""), Pairs{});
    EXPECT_EQ(parse_query("a=1&b=x+y&a=%26&c&d=&=e&&f=g=h"),
              (Pairs{{"a", "1"}, {"b", "x y"}, {"a", "&"}, {"c", ""}, {"d", ""}, {"", "e"}, {"f", "g=h"}}));
    EXPECT_THROW(parse_query("a=%"), Error);
}

}  // namespace
}  // namespace certwright::net
