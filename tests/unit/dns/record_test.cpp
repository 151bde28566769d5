#include "dns/record.hpp"

#include "base/error.hpp"
#include "dns/caa.hpp"
#include "dns/server_address.hpp"

#include <gtest/gtest.h>

namespace certwright::dns {
namespace {

Record record(RecordType type, std::string value) {
    return {.name = Name::parse("example.com"),
            .type = type,
            .ttl = std::chrono::seconds{60},
            .value = std::move(value)};
}

std::vector<std::string> texts(const std::vector<Name>& names) {
    std::vector<std::string> result;
    for (const Name& name : names) result.push_back(name.text());
    return result;
}

TEST(RecordTypes, have_the_words_of_zone_files) {
    EXPECT_EQ(to_string(RecordType::cname), "CNAME");
    EXPECT_EQ(to_string(static_cast<RecordType>(64999)), "TYPE64999");
    EXPECT_EQ(record_type("caa"), RecordType::caa);
    EXPECT_EQ(record_type("AAAA"), RecordType::aaaa);
    EXPECT_EQ(record_type("BOGUS"), std::nullopt);
    EXPECT_EQ(record_type(""), std::nullopt);
}

TEST(Words, come_out_of_their_quotes_and_escapes) {
    EXPECT_EQ(words("\"a b\"  c\t\"\""), (std::vector<std::string>{"a b", "c", ""}));
    EXPECT_EQ(words("\"say \\\"hi\\\" \\\\ \\195\\169\""),
              std::vector<std::string>{"say \"hi\" \\ \xc3\xa9"});
    EXPECT_EQ(words("alpn=\"h2,h3\""), std::vector<std::string>{"alpn=\"h2,h3\""});
    EXPECT_TRUE(words("  ").empty());
    for (const char* broken : {"\"a", "\"a\"b", "\"a\"\"b\"", "\"\\\"", "\"\\300\"", "\\1"})
        EXPECT_THROW(words(broken), Error) << broken;
}

TEST(Texts, are_joined_without_a_gap) {
    EXPECT_EQ(joined_text(record(RecordType::txt, "\"v=spf1 \" \"-all\"")), "v=spf1 -all");
}

TEST(CaaRecords, are_taken_apart) {
    EXPECT_EQ(Caa::of(record(RecordType::caa, "0 issue \"amazon.com; policy=ev\"")),
              (Caa{false, "issue", "amazon.com; policy=ev"}));
    EXPECT_EQ(Caa::of(record(RecordType::caa, "128 IssueWild \";\"")), (Caa{true, "issuewild", ";"}));
    for (const char* broken : {"", "0 issue", "256 issue \"a\"", "-1 issue \"a\"", "0x1 issue \"a\"",
                               "0 \"\" \"a\"", "0 issue \"a\" \"b\""})
        EXPECT_THROW(Caa::of(record(RecordType::caa, broken)), Error) << broken;
    EXPECT_THROW(Caa::of(record(RecordType::txt, "0 issue \"a\"")), Error);
}

/// RFC 8659 section 3.
TEST(CaaClimb, asks_the_name_and_all_above_it_but_the_root) {
    const std::vector<std::string> all{"a.b.example.com", "b.example.com", "example.com", "com"};
    EXPECT_EQ(texts(caa_climb(Name::parse("A.b.example.com."))), all);
    EXPECT_EQ(texts(caa_climb(Name::parse("*.a.b.example.com"))), all)
        << "a wildcard is asked for below its asterisk";
    EXPECT_EQ(texts(caa_climb(Name::parse("com"))), std::vector<std::string>{"com"});
    EXPECT_TRUE(caa_climb(Name{}).empty());
}

TEST(ServerAddresses, are_an_ip_address_and_a_port) {
    const auto text = [](std::string_view written) { return ServerAddress::parse(written).text(); };
    EXPECT_EQ(text("192.0.2.1"), "192.0.2.1:53");
    EXPECT_EQ(text("192.0.2.1:5353"), "192.0.2.1:5353");
    EXPECT_EQ(text("2001:db8::1"), "[2001:db8::1]:53");
    EXPECT_EQ(text("[2001:db8::1]"), "[2001:db8::1]:53");
    EXPECT_EQ(text("[2001:db8::1]:5353"), "[2001:db8::1]:5353");
    for (const char* bad :
         {"", "localhost", "localhost:53", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:65536", "192.0.2.1:53x",
          "192.0.2:53", "[192.0.2.1]:53", "[2001:db8::1", "[2001:db8::1]x", ":53"})
        EXPECT_THROW(ServerAddress::parse(bad), Error) << bad;
}

}  // namespace
}  // namespace certwright::dns
