#include "dns/message.hpp"

#include "support/dns_message.hpp"
#include "unit/dns/type_numbers.hpp"

#include <gtest/gtest.h>

namespace certwright::dns {
namespace {

using test::DnsMessage;
using Section = DnsMessage::Section;
using Kind = Response::Kind;

DnsMessage message(DnsMessage::Flags flags = {}) {
    flags.answer = true;
    return {7, flags};
}

Response read(const DnsMessage& message, RecordType type = RecordType::txt) {
    return read_response(message.bytes(), Name::parse("www.example.com"), type);
}

std::vector<std::string> targets(const std::vector<Record>& chain) {
    std::vector<std::string> result;
    for (const Record& record : chain) result.push_back(record.name.text() + " " + record.value);
    return result;
}

TEST(Question, is_for_a_recursive_server_with_edns) {
    const Bytes written = write_question(Name::parse("WWW.example.com"), RecordType::caa, 0x1234);
    Bytes expected = DnsMessage{0x1234, {}}.question("www.example.com", caa).bytes();
    expected[11] = 1;
    const std::uint8_t edns[] = {0, 0, 41, 1232 >> 8, 1232 & 255, 0, 0, 0, 0, 0, 0};
    expected.insert(expected.end(), std::begin(edns), std::end(edns));
    EXPECT_EQ(to_hex(written), to_hex(expected));
}

TEST(Response, has_the_records_of_the_name_and_type_only) {
    const Response response = read(message()
                                       .answer("WWW.example.com", txt, {2, 'h', 'i'})
                                       .answer("www.example.com", txt, {1, '"', 0})
                                       .answer("other.example.com", txt, {1, 'x'})
                                       .answer("www.example.com", a, {192, 0, 2, 1})
                                       .record(Section::answer, "www.example.com", txt, {1, 'c'}, 3));
    EXPECT_EQ(response.kind, Kind::answered);
    ASSERT_EQ(response.records.size(), 2u);
    EXPECT_EQ(response.records[0].value, "\"hi\"");
    EXPECT_EQ(response.records[0].ttl, std::chrono::seconds{300});
    EXPECT_EQ(response.records[1].value, "\"\\\"\" \"\"");
}

TEST(Response, follows_aliases_in_whatever_order_they_come) {
    const Response response = read(message()
                                       .answer("c.example.net", txt, {1, 'x'})
                                       .answer("B.example.net", cname, DnsMessage::wire("c.example.net"))
                                       .answer("www.example.com", cname, DnsMessage::wire("b.EXAMPLE.net")));
    EXPECT_EQ(response.kind, Kind::answered);
    EXPECT_EQ(targets(response.chain),
              (std::vector<std::string>{"www.example.com b.example.net.", "b.example.net c.example.net."}));
    ASSERT_EQ(response.records.size(), 1u);
    EXPECT_EQ(response.records[0].name.text(), "c.example.net");
}

TEST(Response, has_the_alias_itself_when_that_is_asked_for) {
    const Response response = read(message()
                                       .answer("www.example.com", cname, DnsMessage::wire("b.example.net"))
                                       .answer("b.example.net", cname, DnsMessage::wire("c.example.net")),
                                   RecordType::cname);
    EXPECT_EQ(response.kind, Kind::answered);
    EXPECT_EQ(targets(response.records), std::vector<std::string>{"www.example.com b.example.net."});
    EXPECT_TRUE(response.chain.empty());
}

TEST(Response, may_say_that_the_name_does_not_exist) {
    EXPECT_EQ(read(message({.code = 3}).authority("example.com", soa, DnsMessage::soa("ns"))).kind,
              Kind::no_such_name);
    // RFC 6604 section 3: the code is about the end of the chain.
    const Response response =
        read(message({.code = 3}).answer("www.example.com", cname, DnsMessage::wire("gone.example.net")));
    EXPECT_EQ(response.kind, Kind::no_such_name);
    EXPECT_EQ(response.chain.size(), 1u);
}

/// RFC 2308 section 2.2.
TEST(Response, may_say_that_the_name_has_no_such_record) {
    EXPECT_EQ(read(message().authority("example.com", soa, DnsMessage::soa("ns"))).kind, Kind::no_data);
    EXPECT_EQ(read(message()).kind, Kind::no_data);
    EXPECT_EQ(read(message().answer("www.example.com", a, {192, 0, 2, 1})).kind, Kind::no_data);
    EXPECT_EQ(
        read(message({.authoritative = true}).authority("example.com", ns, DnsMessage::wire("ns"))).kind,
        Kind::no_data);
    const Response response = read(message()
                                       .answer("www.example.com", cname, DnsMessage::wire("b.example.net"))
                                       .authority("example.net", soa, DnsMessage::soa("ns")));
    EXPECT_EQ(response.kind, Kind::no_data);
    EXPECT_EQ(response.chain.size(), 1u);
}

TEST(Response, is_unfinished_when_it_says_nothing_about_the_chains_end) {
    const auto alias = [] {
        return message().answer("www.example.com", cname, DnsMessage::wire("b.example.net"));
    };
    EXPECT_EQ(read(alias()).kind, Kind::unfinished);
    EXPECT_EQ(read(alias().authority("net", ns, DnsMessage::wire("ns"))).kind, Kind::unfinished);
}

TEST(Response, is_unusable_when_the_server_did_not_look_up) {
    const auto problem = [](const DnsMessage& message) {
        const Response response = read(message);
        EXPECT_EQ(response.kind, Kind::unusable);
        return response.problem;
    };
    EXPECT_EQ(problem(message({.code = 2})), "answered SERVFAIL");
    EXPECT_EQ(problem(message({.code = 5})), "answered REFUSED");
    EXPECT_EQ(problem(message({.code = 15})), "answered RCODE 15");
    EXPECT_EQ(problem(message({.truncated = true}).answer("www.example.com", txt, {1, 'x'})),
              "sent only a part of its answer");
    EXPECT_EQ(problem(DnsMessage{7, {}}.answer("www.example.com", txt, {1, 'x'})),
              "sent no answer but a question");
    EXPECT_EQ(problem(message().authority("com", ns, DnsMessage::wire("ns"))),
              "pointed to other servers instead of asking them");
}

TEST(Response, is_unusable_when_its_chain_does_not_end) {
    const Response circle = read(message()
                                     .answer("www.example.com", cname, DnsMessage::wire("b.example.com"))
                                     .answer("b.example.com", cname, DnsMessage::wire("www.example.com")));
    EXPECT_EQ(circle.kind, Kind::unusable);
    EXPECT_EQ(circle.problem, "answered with a chain of aliases that does not end");
    DnsMessage longest = message().answer("www.example.com", cname, DnsMessage::wire("1"));
    for (int at = 1; at < 16; ++at)
        longest.answer(std::to_string(at), cname, DnsMessage::wire(std::to_string(at + 1)));
    longest.answer("16", txt, {1, 'x'});
    EXPECT_EQ(read(longest).kind, Kind::answered);
    EXPECT_EQ(read(longest).chain.size(), 16u);
    longest.answer("16", cname, DnsMessage::wire("17"));
    EXPECT_EQ(read(longest).kind, Kind::unusable);
}

TEST(Response, is_unusable_when_it_is_broken) {
    const Bytes whole =
        message().question("www.example.com", txt).answer("www.example.com", txt, {1, 'x'}).bytes();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const BytesView part{whole.data(), size};
        EXPECT_EQ(read_response(part, Name::parse("www.example.com"), RecordType::txt).kind, Kind::unusable)
            << size;
    }
    const Response loop = read(message().answer("www.example.com", cname, {0xc0, 12 + 27}));
    EXPECT_EQ(loop.kind, Kind::unusable);
}

}  // namespace
}  // namespace certwright::dns
