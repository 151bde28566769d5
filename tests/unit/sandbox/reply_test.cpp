#include "sandbox/dns/reply.hpp"

#include "support/dns_message.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace certwright::sandbox {
namespace {

using certwright::test::DnsMessage;

constexpr unsigned txt = 16;

Answer hello(const Question& question) {
    return {.authoritative = true,
            .answers = {{question.name, question.type, std::chrono::seconds{300}, "\"hello\""}}};
}

/// So many TXT records of 200 bytes.
Answer large(std::size_t records, const Question& question) {
    Answer answer{.authoritative = true};
    for (std::size_t at = 0; at < records; ++at) {
        const std::string text = std::to_string(1000 + at) + std::string(183, 'x');
        answer.answers.push_back(
            {question.name, question.type, std::chrono::seconds{300}, "\"" + text + "\""});
    }
    return answer;
}

DnsMessage question() {
    return DnsMessage{0xabcd, {}}.question("wWw.Example.com", txt);
}

Bytes with_edns(const DnsMessage& message, unsigned size, std::uint8_t version = 0) {
    Bytes bytes = message.bytes();
    bytes[11] = 1;
    const std::uint8_t edns[] = {
        0, 0, 41, static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size), 0, version, 0,
        0, 0, 0};
    bytes.insert(bytes.end(), std::begin(edns), std::end(edns));
    return bytes;
}

Bytes reply(BytesView message, DnsTransport transport = DnsTransport::udp,
            const std::function<Answer(const Question&)>& answer_to = hello) {
    const auto bytes = dns_reply(message, transport, answer_to);
    EXPECT_TRUE(bytes);
    return bytes.value_or(Bytes(12));
}

int code_of(const Bytes& reply) {
    return reply[3] & 15;
}
bool is_truncated(const Bytes& reply) {
    return (reply[2] & 2) != 0;
}

TEST(Reply, is_the_question_with_its_answer) {
    Bytes expected =
        DnsMessage{0xabcd, {.answer = true, .authoritative = true}}.question("wWw.Example.com", txt).bytes();
    expected[7] = 1;
    const std::uint8_t record[] = {0xc0, 12, 0, 16, 0, 1, 0, 0, 1, 44, 0, 6, 5, 'h', 'e', 'l', 'l', 'o'};
    expected.insert(expected.end(), std::begin(record), std::end(record));
    EXPECT_EQ(to_hex(reply(question().bytes())), to_hex(expected))
        << "letters of the question come back as they were";
}

TEST(Reply, takes_names_of_any_bytes) {
    const std::string label(63, '\1');
    const std::string name = label + "." + label + "." + label + "." + label.substr(0, 61);
    const Bytes back = reply(DnsMessage{1, {}}.question(name, txt).bytes());
    EXPECT_EQ(code_of(back), 0);
    EXPECT_EQ(back[7], 1);
}

TEST(Reply, is_none_to_what_is_no_question) {
    EXPECT_FALSE(dns_reply({}, DnsTransport::udp, hello));
    EXPECT_FALSE(dns_reply(Bytes(11), DnsTransport::udp, hello));
    EXPECT_FALSE(
        dns_reply(DnsMessage(1, {.answer = true}).question("a", txt).bytes(), DnsTransport::udp, hello));
}

TEST(Reply, says_what_is_wrong_with_a_message) {
    EXPECT_EQ(code_of(reply(DnsMessage{1, {}}.bytes())), 1) << "no question";
    EXPECT_EQ(code_of(reply(DnsMessage{1, {}}.question("a", txt).question("b", txt).bytes())), 1);
    EXPECT_EQ(code_of(reply(DnsMessage{1, {.operation = 5}}.question("a", txt).bytes())), 4) << "an update";
    Bytes cut = question().bytes();
    cut.resize(20);
    EXPECT_EQ(to_hex(reply(cut)), "abcd81010000000000000000");
    EXPECT_EQ(code_of(reply(DnsMessage{1, {}}.question("a", 252).bytes())), 5) << "a zone transfer";
    EXPECT_EQ(code_of(reply(DnsMessage{1, {}}.question("version.bind", txt, 3).bytes())), 5) << "class CHAOS";
}

TEST(Reply, takes_edns_where_it_comes) {
    const Bytes back = reply(with_edns(question(), 4096));
    EXPECT_EQ(back[11], 1);
    EXPECT_EQ(to_hex(BytesView{back}.last(11)), "00002904d0000000000000");
    const Bytes later = reply(with_edns(question(), 4096, 1));
    EXPECT_EQ(to_hex(BytesView{later}.last(11)), "00002904d0010000000000") << "BADVERS";
    EXPECT_EQ(later[7], 0);
}

TEST(Reply, fits_into_what_the_client_takes) {
    const auto size = [](std::size_t records, BytesView message, DnsTransport transport = DnsTransport::udp) {
        const Bytes back = reply(message, transport, [&](const Question& q) { return large(records, q); });
        EXPECT_EQ(is_truncated(back), back[7] == 0);
        return is_truncated(back) ? 0 : back.size();
    };
    const Bytes plain = question().bytes();
    EXPECT_EQ(size(2, plain), 433u);
    EXPECT_EQ(size(3, plain), 0u);
    EXPECT_EQ(size(3, with_edns(question(), 600)), 0u);
    EXPECT_EQ(size(3, with_edns(question(), 700)), 644u);
    EXPECT_EQ(size(2, with_edns(question(), 0)), 444u) << "less than 512 counts as 512";
    EXPECT_EQ(size(5, with_edns(question(), 4096)), 1044u);
    EXPECT_EQ(size(6, with_edns(question(), 4096)), 0u) << "more than every path takes";
    EXPECT_EQ(size(6, plain, DnsTransport::tcp), 1233u);
    EXPECT_EQ(size(300, plain, DnsTransport::tcp), 60033u);
}

TEST(Reply, admits_a_failure) {
    const auto fails = [](const Question&) -> Answer { throw std::runtime_error{"the database is gone"}; };
    const Bytes failed = reply(question().bytes(), DnsTransport::udp, fails);
    EXPECT_EQ(code_of(failed), 2);
    EXPECT_EQ(failed[5], 1) << "with its question";
    const auto breaks = [](const Question& q) {
        Answer answer = hello(q);
        answer.answers[0].type = dns::RecordType::a;
        return answer;
    };
    EXPECT_EQ(code_of(reply(question().bytes(), DnsTransport::udp, breaks)), 2);
    const Bytes huge =
        reply(question().bytes(), DnsTransport::tcp, [](const Question& q) { return large(400, q); });
    EXPECT_EQ(code_of(huge), 2) << "no message holds it";
}

}  // namespace
}  // namespace certwright::sandbox
