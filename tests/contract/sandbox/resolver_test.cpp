#include "dns/caa.hpp"
#include "dns/cares_resolver.hpp"
#include "example_zones.hpp"
#include "support/bind_server.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

/// What a Resolver promises, asked of our server, of BIND that has the same zones, and of BIND that asks our
/// server.
namespace certwright::sandbox {
namespace {

using dns::Lookup;
using dns::LookupStatus;
using dns::Name;
using dns::RecordType;
using Lines = std::vector<std::string>;

enum class Served { by_us, by_bind, through_bind };

class Resolvers : public testing::TestWithParam<Served> {
  protected:
    Resolvers() {
        if (GetParam() != Served::by_us)
            bind = GetParam() == Served::by_bind ? std::make_unique<test::BindServer>(zone_files())
                                                 : std::make_unique<test::BindServer>(ours.port());
        const std::string address = bind ? bind->address() : "127.0.0.1:" + std::to_string(ours.port());
        resolver = std::make_unique<dns::CaresResolver>(
            dns::CaresOptions{.servers = {address}, .timeout = 10s, .tries = 1});
    }
    Lookup ask(const char* name, RecordType type) { return resolver->lookup(Name::parse(name), type, {}); }
    /// The values of what must be an answer, sorted.
    Lines values(const char* name, RecordType type) {
        const Lookup found = ask(name, type);
        EXPECT_EQ(found.status, LookupStatus::answered) << name << ": " << found.detail;
        Lines result;
        for (const dns::Record& record : found.records) {
            EXPECT_EQ(record.type, type);
            result.push_back(record.value);
        }
        std::sort(result.begin(), result.end());
        return result;
    }
    static Lines links(const Lookup& found) {
        Lines result;
        for (const dns::Record& alias : found.chain) result.push_back(alias.name.text() + " " + alias.value);
        return result;
    }

    DnsServer ours{{}, [zones = zones_of_ours()] { return zones; }};
    std::unique_ptr<test::BindServer> bind;
    std::unique_ptr<dns::Resolver> resolver;
};

TEST_P(Resolvers, look_up_every_type) {
    EXPECT_EQ(values("www.example.com", RecordType::a), (Lines{"192.0.2.1", "192.0.2.2"}));
    EXPECT_EQ(values("ns.example.com", RecordType::aaaa), Lines{"2001:db8::53"});
    EXPECT_EQ(values("example.com", RecordType::ns), (Lines{"ns.example.com.", "ns2.example.net."}));
    EXPECT_EQ(values("example.com", RecordType::soa),
              Lines{"ns.example.com. host.example.com. 1 7200 900 1209600 60"});
    EXPECT_EQ(values("example.com", RecordType::mx), Lines{"10 mail.example.com."});
    EXPECT_EQ(values("example.com", RecordType::caa),
              (Lines{"0 issue \"amazon.com\"", "128 issuewild \";\""}));
    const Lookup text = ask("www.example.com", RecordType::txt);
    ASSERT_EQ(text.records.size(), 1u);
    EXPECT_EQ(dns::joined_text(text.records[0]), "a b\xc3\xa9 \"quoted\" ;");
    EXPECT_EQ(text.records[0].ttl, example_ttl);
}

TEST_P(Resolvers, look_up_an_alias_itself) {
    const Lookup found = ask("_x1.www.example.com", RecordType::cname);
    EXPECT_EQ(found.status, LookupStatus::answered);
    ASSERT_EQ(found.records.size(), 1u);
    EXPECT_EQ(dns::target(found.records[0]), Name::parse("_x2.acm-validations.example.net"));
    EXPECT_TRUE(found.chain.empty());
    EXPECT_EQ(values("alias.example.com", RecordType::cname), Lines{"alias2.example.com."});
    EXPECT_EQ(ask("www.example.com", RecordType::cname).status, LookupStatus::no_data);
}

TEST_P(Resolvers, follow_aliases_within_a_zone_and_beyond) {
    EXPECT_EQ(values("alias.example.com", RecordType::a), (Lines{"192.0.2.1", "192.0.2.2"}));
    EXPECT_EQ(links(ask("alias.example.com", RecordType::a)),
              (Lines{"alias.example.com alias2.example.com.", "alias2.example.com www.example.com."}));
    EXPECT_EQ(values("away.example.com", RecordType::a), Lines{"192.0.2.20"});
    EXPECT_EQ(links(ask("away.example.com", RecordType::a)), Lines{"away.example.com a.example.net."});
    EXPECT_EQ(values("any.alias.example.com", RecordType::a), (Lines{"192.0.2.1", "192.0.2.2"}));
}

TEST_P(Resolvers, tell_what_is_absent) {
    EXPECT_EQ(ask("gone.example.com", RecordType::a).status, LookupStatus::no_such_name);
    EXPECT_EQ(ask("www.example.com", RecordType::aaaa).status, LookupStatus::no_data);
    EXPECT_EQ(ask("ent.example.com", RecordType::txt).status, LookupStatus::no_data);
    for (const char* name : {"astray.example.com", "nowhere.example.com"}) {
        const Lookup found = ask(name, RecordType::a);
        EXPECT_EQ(found.status, LookupStatus::no_such_name);
        EXPECT_EQ(found.chain.size(), 1u);
    }
    const Lookup no_data = ask("away.example.com", RecordType::mx);
    EXPECT_EQ(no_data.status, LookupStatus::no_data);
    EXPECT_EQ(links(no_data), Lines{"away.example.com a.example.net."});
}

TEST_P(Resolvers, take_a_circle_for_a_failure) {
    EXPECT_EQ(ask("loop.example.com", RecordType::a).status, LookupStatus::servers_failed);
    EXPECT_EQ(values("loop.example.com", RecordType::cname), Lines{"loop2.example.com."});
}

TEST_P(Resolvers, take_names_as_people_write_them) {
    EXPECT_EQ(values("WWW.Example.com.", RecordType::a), (Lines{"192.0.2.1", "192.0.2.2"}));
    EXPECT_EQ(values("xn--bcher-kva.example.com", RecordType::a), Lines{"192.0.2.3"});
    EXPECT_EQ(values("any.wild.example.com", RecordType::txt), Lines{"\"wild\""});
}

TEST_P(Resolvers, add_no_search_domain) {
    EXPECT_NE(ask("www", RecordType::a).status, LookupStatus::answered);
}

TEST_P(Resolvers, take_answers_of_any_size) {
    EXPECT_EQ(values("large.example.com", RecordType::txt).size(), 5u);
}

TEST_P(Resolvers, climb_to_the_caa_records) {
    const auto climb = caa_climb(Name::parse("*.a.www.example.com"));
    const auto found = std::find_if(climb.begin(), climb.end(), [&](const Name& name) {
        return resolver->lookup(name, RecordType::caa, {}).status == LookupStatus::answered;
    });
    ASSERT_NE(found, climb.end());
    EXPECT_EQ(found->text(), "example.com");
}

TEST_P(Resolvers, serve_many_threads) {
    std::atomic<int> answered = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 8; ++thread) {
            threads.emplace_back([&] {
                for (int round = 0; round < 10; ++round) {
                    if (ask("alias.example.com", RecordType::a).status == LookupStatus::answered) ++answered;
                }
            });
        }
    }
    EXPECT_EQ(answered, 80);
}

std::string word_for(const testing::TestParamInfo<Served>& chosen) {
    switch (chosen.param) {
        case Served::by_us:
            return "by_us";
        case Served::by_bind:
            return "by_bind";
        case Served::through_bind:
            return "through_bind";
    }
    return "";
}

INSTANTIATE_TEST_SUITE_P(served, Resolvers,
                         testing::Values(Served::by_us, Served::by_bind, Served::through_bind), word_for);

}  // namespace
}  // namespace certwright::sandbox
