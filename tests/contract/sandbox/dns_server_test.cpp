#include "sandbox/dns/dns_server.hpp"

#include "base/error.hpp"
#include "example_zones.hpp"
#include "support/child_process.hpp"
#include "support/dns_message.hpp"
#include "support/raw_client.hpp"
#include "support/scripted_server.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <sstream>

namespace certwright::sandbox {
namespace {

using test::DnsMessage;
using test::RawClient;
using Lines = std::vector<std::string>;

class DnsServers : public testing::Test {
  protected:
    DnsServer& start() {
        server = std::make_unique<DnsServer>(options, [this] {
            const std::scoped_lock lock{mutex};
            return zones;
        });
        return *server;
    }
    void change(std::shared_ptr<const std::vector<Zone>> to) {
        const std::scoped_lock lock{mutex};
        zones = std::move(to);
    }
    /// What dig says, with each run of white space as one space.
    std::string dig(std::vector<std::string> arguments) const {
        std::vector<std::string> command{
            "dig", "@" + options.address, "-p", std::to_string(server->port()), "+tries=1", "+nocookie"};
        command.insert(command.end(), arguments.begin(), arguments.end());
        std::istringstream in{test::output_of(command)};
        std::string output;
        for (std::string line; std::getline(in, line); output += '\n') {
            std::istringstream words{line};
            for (std::string word; words >> word;)
                output += (output.empty() || output.back() == '\n' ? "" : " ") + word;
        }
        return output;
    }
    std::string answer(const std::string& name, const std::string& type,
                       const char* option = "+notcp") const {
        return dig({option, "+noall", "+answer", name, type});
    }
    std::unique_ptr<RawClient> connect() const { return std::make_unique<RawClient>(server->port()); }

    DnsServerOptions options;
    std::mutex mutex;
    std::shared_ptr<const std::vector<Zone>> zones = zones_of_ours();
    std::unique_ptr<DnsServer> server;
};

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// A question with its length in front, for TCP.
std::string framed_question(std::string_view name = "www.example.com") {
    const Bytes message = DnsMessage{7, {}}.question(name, 1).bytes();
    std::string text{static_cast<char>(message.size() >> 8), static_cast<char>(message.size())};
    return text += as_text(message);
}

std::string framed_answer(RawClient& client) {
    const std::string size = client.read(2);
    if (size.size() < 2) return size;
    return client.read(static_cast<std::size_t>(static_cast<unsigned char>(size[0])) << 8 |
                       static_cast<unsigned char>(size[1]));
}

TEST_F(DnsServers, have_every_type_by_udp_and_tcp) {
    start();
    const std::vector<std::pair<std::string, Lines>> expected{
        {"www.example.com A", {"192.0.2.1", "192.0.2.2"}},
        {"ns.example.com AAAA", {"2001:db8::53"}},
        {"_x1.www.example.com CNAME", {"_x2.acm-validations.example.net."}},
        {"www.example.com TXT", {"\"a b\" \"\\195\\169 \\\"quoted\\\" ;\""}},
        {"example.com CAA", {"0 issue \"amazon.com\"", "128 issuewild \";\""}},
        {"example.com NS", {"ns.example.com.", "ns2.example.net."}},
        {"example.com SOA", {"ns.example.com. host.example.com. 1 7200 900 1209600 60"}},
        {"example.com MX", {"10 mail.example.com."}},
        {"ptr.example.com PTR", {"www.example.com."}},
        {"srv.example.com SRV", {"1 2 443 www.example.com."}},
        {"naptr.example.com NAPTR", {"100 50 \"u\" \"E2U+sip\" \"!^.*$!sip:a@b.example!\" ."}},
        {"spf.example.com SPF", {"\"v=spf1 -all\""}},
        {"https.example.com HTTPS", {"1 . alpn=\"h2\""}},
        {"svcb.example.com SVCB", {"0 www.example.com."}},
        {"sub.example.com DS",
         {"12345 13 2 00112233445566778899AABBCCDDEEFF00112233445566778899AABB CCDDEEFF"}},
        {"tlsa.example.com TLSA",
         {"3 1 1 00112233445566778899AABBCCDDEEFF00112233445566778899AABB CCDDEEFF"}},
        {"sshfp.example.com SSHFP",
         {"1 2 00112233445566778899AABBCCDDEEFF00112233445566778899AABB CCDDEEFF"}},
    };
    for (const auto& [question, values] : expected) {
        const std::string name = question.substr(0, question.find(' '));
        const std::string type = question.substr(name.size() + 1);
        std::string lines;
        for (const std::string& value : values) lines += name + ". 300 IN " + type + " " + value + "\n";
        EXPECT_EQ(answer(name, type), lines);
        EXPECT_EQ(answer(name, type, "+tcp"), lines);
    }
}

TEST_F(DnsServers, tell_all_kinds_of_absence) {
    start();
    const auto head = [&](const std::string& name, const std::string& type) {
        return dig({"+noall", "+comments", "+authority", name, type});
    };
    const std::string soa = "example.com. 60 IN SOA ns.example.com. host.example.com. 1 7200 900 1209600 60";
    for (const char* name : {"gone.example.com", "a.www.example.com", "b.there.wild.example.com"}) {
        EXPECT_TRUE(contains(head(name, "TXT"), "status: NXDOMAIN")) << name;
        EXPECT_TRUE(contains(head(name, "TXT"), soa)) << name;
    }
    for (const char* name :
         {"ns.example.com", "ent.example.com", "there.wild.example.com", "any.wild.example.com"}) {
        EXPECT_TRUE(contains(head(name, "MX"), "status: NOERROR")) << name;
        EXPECT_TRUE(contains(head(name, "MX"), soa)) << name;
    }
    EXPECT_TRUE(contains(head("gone.example.com", "A"), "flags: qr aa rd;"));
    EXPECT_TRUE(contains(head("example.org", "A"), "status: REFUSED"));
    EXPECT_TRUE(contains(head("example.com", "TYPE252"), "status: REFUSED"));
}

TEST_F(DnsServers, answer_for_wildcards_and_refer_to_delegated_servers) {
    start();
    EXPECT_EQ(answer("any.wild.example.com", "A"), "any.wild.example.com. 300 IN A 192.0.2.9\n");
    EXPECT_EQ(answer("a.alias.example.com", "TYPE28"),
              "a.alias.example.com. 300 IN CNAME www.example.com.\n");
    const std::string referral =
        dig({"+noall", "+comments", "+authority", "+additional", "www.sub.example.com", "A"});
    EXPECT_TRUE(contains(referral, "flags: qr rd; QUERY: 1, ANSWER: 0, AUTHORITY: 2, ADDITIONAL: 2"));
    EXPECT_TRUE(contains(referral, "sub.example.com. 300 IN NS ns.sub.example.com."));
    EXPECT_TRUE(contains(referral, "ns.sub.example.com. 300 IN A 192.0.2.54"));
}

TEST_F(DnsServers, send_by_tcp_what_is_too_large_for_udp) {
    start();
    const std::string cut = dig({"+ignore", "+noall", "+comments", "+answer", "large.example.com", "TXT"});
    EXPECT_TRUE(contains(cut, "flags: qr aa tc rd; QUERY: 1, ANSWER: 0"));
    EXPECT_TRUE(contains(dig({"+ignore", "+noedns", "+noall", "+comments", "large.example.com", "TXT"}),
                         "flags: qr aa tc rd;"));
    const std::string whole = dig({"large.example.com", "TXT"});
    EXPECT_TRUE(contains(whole, ";; Truncated, retrying in TCP mode."));
    EXPECT_TRUE(contains(whole, "flags: qr aa rd; QUERY: 1, ANSWER: 5"));
    EXPECT_TRUE(contains(whole, "EDNS: version: 0, flags:; udp: 1232"));
}

TEST_F(DnsServers, show_a_change_at_once) {
    start();
    auto changed = std::make_shared<std::vector<Zone>>(*zones);
    const dns::Name name = dns::Name::parse("_new.example.com");
    EXPECT_EQ(answer("_new.example.com", "TXT"), "");
    changed->at(1).put(name, dns::RecordType::txt, {1s, {"\"here\""}});
    change(changed);
    EXPECT_EQ(answer("_new.example.com", "TXT"), "_new.example.com. 1 IN TXT \"here\"\n");
    change(std::make_shared<std::vector<Zone>>());
    EXPECT_TRUE(contains(dig({"_new.example.com", "TXT"}), "status: REFUSED"));
    change(nullptr);
    EXPECT_TRUE(contains(dig({"_new.example.com", "TXT"}), "status: SERVFAIL"));
}

TEST_F(DnsServers, take_several_questions_on_one_connection) {
    start();
    const auto client = connect();
    std::string many;
    for (int count = 0; count < 500; ++count) many += framed_question();
    client->send(many.substr(0, many.size() - 5));
    for (int count = 0; count < 499; ++count) EXPECT_EQ(framed_answer(*client).size(), 65u);
    client->send(many.substr(many.size() - 5));
    EXPECT_EQ(framed_answer(*client).size(), 65u);
}

TEST_F(DnsServers, answer_a_client_that_sends_nothing_more) {
    options.idle_timeout = 60s;
    start();
    const auto client = connect();
    client->send(framed_question());
    client->finish_sending();
    EXPECT_EQ(client->read_all().size(), 67u);
}

TEST_F(DnsServers, close_a_connection_on_which_nothing_happens) {
    options.idle_timeout = 100ms;
    start();
    const auto silent = connect();
    const auto half = connect();
    half->send(framed_question().substr(0, 10));
    const auto one = connect();
    one->send(framed_question());
    EXPECT_EQ(framed_answer(*one).size(), 65u);
    EXPECT_TRUE(silent->is_closed_within(5s));
    EXPECT_TRUE(half->is_closed_within(5s));
    EXPECT_TRUE(one->is_closed_within(5s));
}

TEST_F(DnsServers, close_a_connection_that_does_not_take_its_answers) {
    options.idle_timeout = 200ms;
    start();
    RawClient greedy{server->port(), 4096};
    std::string many;
    for (int count = 0; count < 4000; ++count) many += framed_question("large.example.com");
    const auto started = std::chrono::steady_clock::now();

    while (greedy.send(many)) ASSERT_LT(std::chrono::steady_clock::now() - started, 10s);
    EXPECT_EQ(answer("www.example.com", "A", "+tcp").empty(), false) << "others are served meanwhile";
}

TEST_F(DnsServers, close_a_connection_that_talks_nonsense) {
    start();
    const auto client = connect();
    client->send(std::string{"\0\0", 2});
    EXPECT_TRUE(client->is_closed_within(5s));
    const auto web = connect();
    web->send("GET / HTTP/1.1\r\nHost: a\r\n\r\n" + std::string(20000, 'x'));
    EXPECT_EQ(framed_answer(*web).size(), 12u) << "an error: it reads as a message with another operation";
}

TEST_F(DnsServers, prefer_new_connections_when_there_are_too_many) {
    options.max_connections = 3;
    options.idle_timeout = 60s;
    start();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int count = 0; count < 4; ++count) {
        clients.push_back(connect());
        clients.back()->send(framed_question());
        EXPECT_EQ(framed_answer(*clients.back()).size(), 65u);
    }
    EXPECT_TRUE(clients[0]->is_closed_within(5s));
    clients[1]->send(framed_question());
    EXPECT_EQ(framed_answer(*clients[1]).size(), 65u);
}

TEST_F(DnsServers, stop_with_connections_open_and_can_be_replaced) {
    start();
    options.port = server->port();
    const auto client = connect();
    client->send(framed_question());
    EXPECT_EQ(framed_answer(*client).size(), 65u);
    server->stop();
    server->stop();
    EXPECT_TRUE(client->is_closed_within(5s));
    server.reset();
    start();
    EXPECT_EQ(server->port(), options.port);
    EXPECT_NE(answer("www.example.com", "A"), "");
}

TEST_F(DnsServers, say_where_they_cannot_listen) {
    start();
    options.port = server->port();
    try {
        const DnsServer second{options, [] { return nullptr; }};
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::unavailable);
        EXPECT_EQ(error.message(), "cannot listen on 127.0.0.1 port " + std::to_string(options.port) +
                                       ": Address already in use");
    }
    options.address = "localhost";
    EXPECT_THROW((DnsServer{options, [] { return nullptr; }}), Error);
}

TEST_F(DnsServers, listen_on_ipv6_too) {
    options.address = "::1";
    start();
    EXPECT_EQ(answer("www.example.com", "AAAA", "+notcp"), "");
    EXPECT_EQ(answer("ns.example.com", "AAAA", "+notcp"), "ns.example.com. 300 IN AAAA 2001:db8::53\n");
    EXPECT_EQ(answer("ns.example.com", "AAAA", "+tcp"), "ns.example.com. 300 IN AAAA 2001:db8::53\n");
}

}  // namespace
}  // namespace certwright::sandbox
