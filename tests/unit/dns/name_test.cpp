#include "dns/name.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::dns {
namespace {

std::string text_of(std::string_view text) {
    return Name::parse(text).text();
}

TEST(Name, is_absolute_and_in_lower_case) {
    EXPECT_EQ(text_of("Www.Example.COM"), "www.example.com");
    EXPECT_EQ(text_of("www.example.com."), "www.example.com");
    EXPECT_EQ(Name::parse("www.example.com").absolute_text(), "www.example.com.");
    EXPECT_EQ(Name::parse("a.example"), Name::parse("A.EXAMPLE."));
    EXPECT_EQ(text_of("com"), "com");
}

TEST(Name, may_be_the_root) {
    EXPECT_TRUE(Name::parse(".").is_root());
    EXPECT_EQ(Name{}.text(), ".");
    EXPECT_EQ(Name{}.absolute_text(), ".");
    EXPECT_EQ(Name{}.parent(), Name{});
    EXPECT_TRUE(Name::parse("a").is_at_or_below(Name{}));
}

TEST(Name, lets_underscores_punycode_and_wildcards_pass) {
    EXPECT_EQ(text_of("_a79865eb4cd1.example.com."), "_a79865eb4cd1.example.com");
    EXPECT_EQ(text_of("xn--bcher-kva.example"), "xn--bcher-kva.example");
    EXPECT_EQ(text_of("-a-.1.example"), "-a-.1.example");
    EXPECT_EQ(text_of("*.example.com"), "*.example.com");
    EXPECT_TRUE(Name::parse("*.example.com").is_wildcard());
    EXPECT_FALSE(Name::parse("a.*.example.com").is_wildcard());
}

TEST(Name, reads_and_writes_escapes) {
    EXPECT_EQ(text_of("a\\.b.example"), "a\\046b.example");
    EXPECT_EQ(text_of("a\\046b.example"), "a\\046b.example");
    EXPECT_EQ(text_of("\\065.example"), "a.example");
    EXPECT_EQ(text_of("\\*.example"), "*.example") << "the same byte is the same label";
    EXPECT_EQ(text_of("0\\/25.example"), "0\\04725.example");
    EXPECT_EQ(text_of("a\\*.example"), "a\\042.example");
    EXPECT_NE(Name::parse("a\\.b.example"), Name::parse("a.b.example"));
}

TEST(Name, refuses_bad_labels) {
    for (const char* text :
         {"",      "..",   ".a",  "a..b",  "a b",    "http://a/", "a/b",  "a@b", "a,b",
          "*a.b",  "**.b", "a\\", "a\\25", "a\\256", "a\\2x5",    "a\tb", "a\n", "\xc3\xa9.example",
          "a.b..", "a:53"}) {
        try {
            Name::parse(text);
            ADD_FAILURE() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::invalid);
            EXPECT_NE(error.message().find("is no domain name: "), std::string::npos) << error.message();
        }
    }
    EXPECT_THROW(Name::parse(std::string_view{"a\0b", 3}), Error);
}

TEST(Name, says_how_to_write_an_internationalised_name) {
    try {
        Name::parse(
            "b\xc3\xbc"
            "cher.example");
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_NE(error.hint().find("xn--"), std::string::npos);
    }
}

TEST(Name, has_at_most_63_bytes_a_label_and_255_in_all) {
    const std::string label(63, 'a');
    EXPECT_EQ(text_of(label + ".b"), label + ".b");
    EXPECT_THROW(Name::parse(label + "a.b"), Error);
    const std::string three = label + "." + label + "." + label + ".";
    EXPECT_EQ(text_of(three + std::string(61, 'b')).size(), 253u);
    EXPECT_THROW(Name::parse(three + std::string(62, 'b')), Error);
    EXPECT_THROW(Name::parse(three + std::string(61, 'b')).wildcard(), Error);
    std::string escaped;
    for (int count = 0; count < 63; ++count) escaped += "\\001";
    EXPECT_EQ(text_of(escaped), escaped) << "an escape is one byte";
}

TEST(Name, knows_what_is_above_and_below) {
    const Name name = Name::parse("a.b.example.com");
    EXPECT_EQ(name.depth(), 4u);
    EXPECT_EQ(name.parent().text(), "b.example.com");
    EXPECT_EQ(name.ancestor(2).text(), "example.com");
    EXPECT_EQ(name.ancestor(9), name);
    EXPECT_EQ(name.parent().wildcard().text(), "*.b.example.com");
    EXPECT_TRUE(name.is_at_or_below(name));
    EXPECT_TRUE(name.is_at_or_below(Name::parse("example.com")));
    EXPECT_FALSE(name.is_at_or_below(Name::parse("ample.com")));
    EXPECT_FALSE(name.parent().is_at_or_below(name));
}

/// RFC 4034 section 6.1 has this list.
TEST(Name, sorts_canonically) {
    const std::vector<std::string> sorted{"example",         "a.example",      "yljkjljk.a.example",
                                          "Z.a.example",     "zABC.a.EXAMPLE", "z.example",
                                          "\\001.z.example", "*.z.example",    "\\200.z.example"};
    for (std::size_t at = 1; at < sorted.size(); ++at)
        EXPECT_LT(Name::parse(sorted[at - 1]), Name::parse(sorted[at])) << sorted[at];
}

TEST(Name, is_read_from_the_wire) {
    const auto read = [](std::string_view bytes) { return Name::from_wire(as_bytes(bytes)).text(); };
    EXPECT_EQ(read({"\3WWW\7example\0", 13}), "www.example");
    EXPECT_EQ(read({"\0", 1}), ".");
    EXPECT_EQ(read({"\3a.b\0", 5}), "a\\046b");
    EXPECT_THROW(read(""), Error);
    EXPECT_THROW(read("\3ab"), Error);
    EXPECT_THROW(read("\3abc"), Error);
    EXPECT_THROW(read({"\1a\0\0", 4}), Error);
    EXPECT_THROW(read("\xc0\x0c"), Error) << "a pointer";
}

}  // namespace
}  // namespace certwright::dns
