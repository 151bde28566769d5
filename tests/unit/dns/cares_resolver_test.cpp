#include "dns/cares_resolver.hpp"

#include "base/error.hpp"
#include "support/dns_message.hpp"
#include "support/scripted_name_server.hpp"
#include "support/scripted_server.hpp"
#include "unit/dns/type_numbers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace certwright::dns {
namespace {

using test::DnsMessage;
using test::ScriptedNameServer;

const Name www = Name::parse("www.example.com");

std::uint16_t id_of(const Bytes& question) {
    return static_cast<std::uint16_t>(question[0] << 8 | question[1]);
}

DnsMessage answer_to(const Bytes& question, DnsMessage::Flags flags = {}, unsigned type = txt) {
    flags.answer = true;
    return DnsMessage{id_of(question), flags}.question("www.example.com", type);
}

Bytes hello(const Bytes& question, std::string_view text = "hello") {
    Bytes data{static_cast<std::uint8_t>(text.size())};
    data.insert(data.end(), text.begin(), text.end());
    return answer_to(question).answer("www.example.com", txt, data).bytes();
}

ScriptedNameServer::Script says(std::function<Bytes(const Bytes&)> make) {
    return
        [make = std::move(make)](const Bytes& question, bool) { return std::vector<Bytes>{make(question)}; };
}

std::vector<Bytes> nothing(const Bytes&, bool) {
    return {};
}

Lookup ask(std::vector<std::string> servers, Duration timeout = 5s, int tries = 1,
           std::stop_token stop = {}) {
    return CaresResolver{{.servers = std::move(servers), .timeout = timeout, .tries = tries}}.lookup(
        www, RecordType::txt, std::move(stop));
}

TEST(CaresResolvers, return_what_the_server_has) {
    ScriptedNameServer server{says([](const Bytes& question) { return hello(question); })};
    const Lookup found = ask({server.address()});
    EXPECT_EQ(found.status, LookupStatus::answered);
    ASSERT_EQ(found.records.size(), 1u);
    EXPECT_EQ(joined_text(found.records[0]), "hello");
    EXPECT_EQ(found.detail, "");
    EXPECT_EQ(server.asked(), 1u);
}

TEST(CaresResolvers, tell_absence_from_failure) {
    ScriptedNameServer nowhere{
        says([](const Bytes& question) { return answer_to(question, {.code = 3}).bytes(); })};
    const Lookup no_name = ask({nowhere.address()});
    EXPECT_EQ(no_name.status, LookupStatus::no_such_name);
    EXPECT_EQ(no_name.detail, "\"www.example.com\" does not exist, says " + nowhere.address());

    ScriptedNameServer empty{says([](const Bytes& question) { return answer_to(question).bytes(); })};
    const Lookup no_data = ask({empty.address()});
    EXPECT_EQ(no_data.status, LookupStatus::no_data);
    EXPECT_EQ(no_data.detail, "\"www.example.com\" has no record of type TXT, says " + empty.address());

    ScriptedNameServer broken{
        says([](const Bytes& question) { return answer_to(question, {.code = 2}).bytes(); })};
    const Lookup failed = ask({broken.address()});
    EXPECT_EQ(failed.status, LookupStatus::servers_failed);
    EXPECT_EQ(failed.detail, broken.address() + " answered SERVFAIL");
}

TEST(CaresResolvers, believe_the_first_usable_answer) {
    ScriptedNameServer refusing{
        says([](const Bytes& question) { return answer_to(question, {.code = 5}).bytes(); })};
    ScriptedNameServer silent{nothing};
    ScriptedNameServer good{says([](const Bytes& question) { return hello(question); })};
    ScriptedNameServer unasked{nothing};
    const std::string nobody = "127.0.0.1:" + std::to_string(test::unused_port());
    const Lookup found =
        ask({nobody, refusing.address(), silent.address(), good.address(), unasked.address()}, 50ms);
    EXPECT_EQ(found.status, LookupStatus::answered);
    EXPECT_EQ(unasked.asked(), 0u);
}

TEST(CaresResolvers, name_each_servers_failure) {
    ScriptedNameServer refusing{
        says([](const Bytes& question) { return answer_to(question, {.code = 5}).bytes(); })};
    ScriptedNameServer silent{nothing};
    const std::string nobody = "127.0.0.1:" + std::to_string(test::unused_port());
    const Lookup failed = ask({nobody, refusing.address(), silent.address()}, 50ms, 2);
    EXPECT_EQ(failed.status, LookupStatus::servers_failed);
    EXPECT_EQ(failed.detail, nobody + " cannot be reached; " + refusing.address() + " answered REFUSED; " +
                                 silent.address() + " did not answer within 0.05 s");
    EXPECT_EQ(refusing.asked(), 2u);
    EXPECT_EQ(silent.asked(), 2u);
}

TEST(CaresResolvers, time_out_when_nobody_speaks) {
    ScriptedNameServer silent{nothing};
    const Lookup found = ask({silent.address()}, 20ms, 3);
    EXPECT_EQ(found.status, LookupStatus::timed_out);
    EXPECT_EQ(found.detail, silent.address() + " did not answer within 0.02 s");
    EXPECT_EQ(silent.asked(), 3u);
}

TEST(CaresResolvers, ask_again_by_tcp_for_what_was_cut_off) {
    const std::string long_text(250, 'x');
    std::atomic<int> by_tcp = 0;
    ScriptedNameServer server{[&](const Bytes& question, bool tcp) {
        if (!tcp) return std::vector<Bytes>{answer_to(question, {.truncated = true}).bytes()};
        ++by_tcp;
        return std::vector<Bytes>{hello(question, long_text)};
    }};
    const Lookup found = ask({server.address()});
    ASSERT_EQ(found.records.size(), 1u);
    EXPECT_EQ(joined_text(found.records[0]), long_text);
    EXPECT_EQ(by_tcp, 1);
}

TEST(CaresResolvers, ask_again_without_edns_where_it_is_not_known) {
    ScriptedNameServer server{says([](const Bytes& question) {
        return question[11] != 0 ? answer_to(question, {.code = 1}).bytes() : hello(question);
    })};
    EXPECT_EQ(ask({server.address()}).status, LookupStatus::answered);
}

TEST(CaresResolvers, do_not_see_forged_answers) {
    ScriptedNameServer server{[](const Bytes& question, bool) {
        Bytes other_id = hello(question, "forged id");
        other_id[1] ^= 1;
        Bytes other_name = hello(question, "forged name");
        other_name[13] = 'x';
        return std::vector<Bytes>{other_id, other_name, Bytes{}, Bytes(11), hello(question, "right")};
    }};
    const Lookup found = ask({server.address()});
    ASSERT_EQ(found.records.size(), 1u);
    EXPECT_EQ(joined_text(found.records[0]), "right");
}

TEST(CaresResolvers, follow_a_chain_that_the_server_does_not_follow) {
    ScriptedNameServer server{says([](const Bytes& question) {
        const bool first = question[13] == 'w';
        DnsMessage message{id_of(question), {.answer = true}};
        if (first)
            return message.question("www.example.com", txt)
                .answer("www.example.com", cname, DnsMessage::wire("b.net"))
                .bytes();
        return message.question("b.net", txt).answer("b.net", txt, {1, 'x'}).bytes();
    })};
    const Lookup found = ask({server.address()});
    EXPECT_EQ(found.status, LookupStatus::answered);
    ASSERT_EQ(found.chain.size(), 1u);
    EXPECT_EQ(found.chain[0].value, "b.net.");
    ASSERT_EQ(found.records.size(), 1u);
    EXPECT_EQ(found.records[0].name.text(), "b.net");
    EXPECT_EQ(server.asked(), 2u);
}

TEST(CaresResolvers, leave_a_circle_of_aliases) {
    ScriptedNameServer server{says([](const Bytes& question) {
        const std::string here(1, static_cast<char>(question[13]));
        const std::string next(1, static_cast<char>(question[13] + 1));
        DnsMessage message{id_of(question), {.answer = true}};
        if (here == "w")
            return message.question("www.example.com", txt)
                .answer("www.example.com", cname, DnsMessage::wire("a"))
                .bytes();
        return message.question(here, txt).answer(here, cname, DnsMessage::wire(next)).bytes();
    })};
    const Lookup found = ask({server.address()});
    EXPECT_EQ(found.status, LookupStatus::servers_failed);
    EXPECT_EQ(found.detail, "\"www.example.com\" begins a chain of aliases that does not end");
    EXPECT_EQ(found.chain.size(), 17u);
}

TEST(CaresResolvers, say_which_alias_leads_nowhere) {
    ScriptedNameServer server{says([](const Bytes& question) {
        return answer_to(question, {.code = 3})
            .answer("www.example.com", cname, DnsMessage::wire("gone.net"))
            .authority("net", soa, DnsMessage::soa("ns"))
            .bytes();
    })};
    const Lookup found = ask({server.address()});
    EXPECT_EQ(found.status, LookupStatus::no_such_name);
    EXPECT_EQ(found.detail, "\"gone.net\" does not exist, says " + server.address());
    EXPECT_EQ(found.chain.size(), 1u);
}

TEST(CaresResolvers, can_be_stopped) {
    ScriptedNameServer silent{nothing};
    std::stop_source stop;
    const std::jthread stopper{[&] {
        while (silent.asked() == 0) std::this_thread::sleep_for(1ms);
        stop.request_stop();
    }};
    EXPECT_EQ(ask({silent.address()}, 60s, 3, stop.get_token()).status, LookupStatus::cancelled);
    EXPECT_EQ(ask({silent.address()}, 60s, 3, stop.get_token()).status, LookupStatus::cancelled);
}

TEST(CaresResolvers, serve_many_threads) {
    ScriptedNameServer server{says([](const Bytes& question) { return hello(question); })};
    CaresResolver resolver{{.servers = {server.address()}, .timeout = 10s, .tries = 1}};
    std::atomic<int> answered = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 16; ++thread) {
            threads.emplace_back([&] {
                for (int round = 0; round < 10; ++round) {
                    if (resolver.lookup(www, RecordType::txt, {}).status == LookupStatus::answered)
                        ++answered;
                }
            });
        }
    }
    EXPECT_EQ(answered, 160);
}

TEST(CaresResolvers, take_ip_addresses_only) {
    EXPECT_THROW(CaresResolver{{.servers = {"ns.example.com"}}}, Error);
}

}  // namespace
}  // namespace certwright::dns
