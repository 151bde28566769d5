#include "sandbox/dns/answer.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::sandbox {
namespace {

using dns::Name;
using dns::RecordType;
using Lines = std::vector<std::string>;
using namespace std::chrono_literals;

class Answers : public testing::Test {
  protected:
    Answers() {
        put("example.com", RecordType::soa, "ns.example.com. host.example.com. 1 7200 900 1209600 60");
        put("example.com", RecordType::ns, "ns.example.com");
        put("www.example.com", RecordType::a, "192.0.2.1");
        put("www.example.com", RecordType::txt, "\"x\"");
        put("alias.example.com", RecordType::cname, "www.example.com");
        put("_x.ent.example.com", RecordType::txt, "\"below\"");
        put("*.wild.example.com", RecordType::a, "192.0.2.9");
        put("there.wild.example.com", RecordType::txt, "\"there\"");
        put("a.below.wild.example.com", RecordType::txt, "\"a\"");
        put("*.alias.example.com", RecordType::cname, "www.example.com");
        put("sub.example.com", RecordType::ns, "ns.sub.example.com");
        put("ns.sub.example.com", RecordType::a, "192.0.2.53");
        put("sub.example.com", RecordType::ds, "1 13 2 00ff");
    }

    Zone& zone(const char* origin) {
        for (Zone& known : zones) {
            if (known.origin() == Name::parse(origin)) return known;
        }
        return zones.emplace_back(Name::parse(origin));
    }
    void put(const char* name, RecordType type, const char* value, const char* origin = "example.com") {
        zone(origin).put(Name::parse(name), type, {300s, {value}});
    }
    Answer ask(const char* name, RecordType type = RecordType::a) const {
        return answer(zones, {Name::parse(name), type});
    }
    static Lines lines(const std::vector<dns::Record>& section) {
        Lines result;
        for (const dns::Record& record : section)
            result.push_back(record.name.text() + " " + std::to_string(record.ttl.count()) + " " +
                             dns::to_string(record.type) + " " + record.value);
        return result;
    }
    void expect_absent(const Answer& answer, Rcode code) const {
        EXPECT_EQ(answer.code, code);
        EXPECT_TRUE(answer.authoritative);
        EXPECT_EQ(lines(answer.answers), Lines{});
        EXPECT_EQ(lines(answer.authority),
                  Lines{"example.com 60 SOA ns.example.com. host.example.com. 1 7200 900 1209600 60"});
    }

    std::vector<Zone> zones;
};

TEST_F(Answers, have_exactly_what_was_asked_for) {
    const Answer found = ask("WWW.example.com");
    EXPECT_EQ(found.code, Rcode::no_error);
    EXPECT_TRUE(found.authoritative);
    EXPECT_EQ(lines(found.answers), Lines{"www.example.com 300 A 192.0.2.1"});
    EXPECT_TRUE(found.authority.empty());
    EXPECT_EQ(lines(ask("www.example.com", any_type).answers),
              (Lines{"www.example.com 300 A 192.0.2.1", "www.example.com 300 TXT \"x\""}));
    EXPECT_EQ(lines(ask("example.com", RecordType::ns).answers), Lines{"example.com 300 NS ns.example.com."});
}

TEST_F(Answers, tell_a_missing_type_from_a_missing_name) {
    expect_absent(ask("www.example.com", RecordType::aaaa), Rcode::no_error);
    expect_absent(ask("gone.example.com"), Rcode::no_such_name);
    expect_absent(ask("a.www.example.com"), Rcode::no_such_name);
    expect_absent(ask("www.example.com", static_cast<RecordType>(64999)), Rcode::no_error);
}

TEST_F(Answers, know_that_a_name_above_records_exists) {
    expect_absent(ask("ent.example.com"), Rcode::no_error);
    expect_absent(ask("nt.example.com"), Rcode::no_such_name);
}

TEST_F(Answers, follow_aliases) {
    EXPECT_EQ(lines(ask("alias.example.com").answers),
              (Lines{"alias.example.com 300 CNAME www.example.com.", "www.example.com 300 A 192.0.2.1"}));
    EXPECT_EQ(lines(ask("alias.example.com", RecordType::cname).answers),
              Lines{"alias.example.com 300 CNAME www.example.com."});
    EXPECT_EQ(lines(ask("alias.example.com", any_type).answers),
              Lines{"alias.example.com 300 CNAME www.example.com."});
    const Answer no_data = ask("alias.example.com", RecordType::aaaa);
    EXPECT_EQ(no_data.code, Rcode::no_error);
    EXPECT_EQ(no_data.answers.size(), 1u);
    EXPECT_EQ(no_data.authority.size(), 1u);
}

TEST_F(Answers, leave_to_the_client_what_lies_in_other_zones) {
    put("net.example.com", RecordType::cname, "a.example.net");
    put("org.example.com", RecordType::cname, "a.example.org");
    put("example.net", RecordType::soa, "ns. host. 1 2 3 4 30", "example.net");
    put("a.example.net", RecordType::a, "192.0.2.2", "example.net");
    for (const auto& [name, target] :
         {std::pair{"net.example.com", "a.example.net."}, {"org.example.com", "a.example.org."}}) {
        const Answer found = ask(name);
        EXPECT_EQ(found.code, Rcode::no_error);
        EXPECT_TRUE(found.authoritative);
        EXPECT_EQ(lines(found.answers), Lines{std::string{name} + " 300 CNAME " + target});
        EXPECT_TRUE(found.authority.empty());
    }
}

TEST_F(Answers, fail_for_circles_and_endless_chains) {
    put("a.loop.example.com", RecordType::cname, "b.loop.example.com");
    put("b.loop.example.com", RecordType::cname, "a.loop.example.com");
    EXPECT_EQ(ask("a.loop.example.com").code, Rcode::server_failure);
    EXPECT_EQ(ask("a.loop.example.com").answers.size(), 2u);
    put("*.long.example.com", RecordType::cname, "x.long.example.com");
    EXPECT_EQ(ask("y.long.example.com").code, Rcode::server_failure);
    EXPECT_EQ(ask("y.long.example.com").answers.size(), 2u);
    for (int at = 0; at < 40; ++at)
        put(("n" + std::to_string(at) + ".example.com").c_str(), RecordType::cname,
            ("n" + std::to_string(at + 1) + ".example.com").c_str());
    EXPECT_EQ(ask("n0.example.com").code, Rcode::server_failure);
    EXPECT_EQ(ask("n0.example.com").answers.size(), 16u);
    EXPECT_EQ(ask("n0.example.com", RecordType::cname).code, Rcode::no_error);
}

/// The cases of RFC 4592 section 2.2.1.
TEST_F(Answers, make_records_of_wildcards) {
    EXPECT_EQ(lines(ask("any.wild.example.com").answers), Lines{"any.wild.example.com 300 A 192.0.2.9"});
    EXPECT_EQ(lines(ask("a.b.wild.example.com").answers), Lines{"a.b.wild.example.com 300 A 192.0.2.9"});
    EXPECT_EQ(lines(ask("*.wild.example.com").answers), Lines{"*.wild.example.com 300 A 192.0.2.9"});
    EXPECT_EQ(lines(ask("any.alias.example.com").answers),
              (Lines{"any.alias.example.com 300 CNAME www.example.com.", "www.example.com 300 A 192.0.2.1"}));
    expect_absent(ask("any.wild.example.com", RecordType::mx), Rcode::no_error);
    expect_absent(ask("there.wild.example.com"), Rcode::no_error);
    expect_absent(ask("below.wild.example.com"), Rcode::no_error);
    expect_absent(ask("b.there.wild.example.com"), Rcode::no_such_name);
    expect_absent(ask("b.below.wild.example.com"), Rcode::no_such_name);
    expect_absent(ask("wild.example.com"), Rcode::no_error);
}

TEST_F(Answers, refer_to_whom_a_subtree_is_delegated) {
    for (const char* name : {"sub.example.com", "a.sub.example.com", "ns.sub.example.com"}) {
        const Answer found = ask(name);
        EXPECT_EQ(found.code, Rcode::no_error);
        EXPECT_FALSE(found.authoritative);
        EXPECT_TRUE(found.answers.empty());
        EXPECT_EQ(lines(found.authority), Lines{"sub.example.com 300 NS ns.sub.example.com."});
        EXPECT_EQ(lines(found.additional), Lines{"ns.sub.example.com 300 A 192.0.2.53"});
    }
    EXPECT_EQ(lines(ask("sub.example.com", RecordType::ds).answers),
              Lines{"sub.example.com 300 DS 1 13 2 00ff"});
    EXPECT_FALSE(ask("a.sub.example.com", RecordType::ds).authoritative);
    put("down.example.com", RecordType::cname, "a.sub.example.com");
    const Answer through = ask("down.example.com");
    EXPECT_TRUE(through.authoritative) << "that is about the alias";
    EXPECT_EQ(through.answers.size(), 1u);
    EXPECT_EQ(through.authority.size(), 1u);
}

TEST_F(Answers, come_from_the_nearest_zone) {
    put("sub.example.com", RecordType::soa, "ns. host. 1 2 3 4 5", "sub.example.com");
    put("a.sub.example.com", RecordType::a, "192.0.2.7", "sub.example.com");
    EXPECT_EQ(lines(ask("a.sub.example.com").answers), Lines{"a.sub.example.com 300 A 192.0.2.7"});
    EXPECT_TRUE(ask("a.sub.example.com").authoritative);
    EXPECT_EQ(ask("sub.example.com", RecordType::ds).answers.size(), 1u) << "that is the parent's";
}

TEST_F(Answers, are_refused_outside_of_all_zones) {
    for (const char* name : {".", "com", "example.org", "xexample.com"}) {
        const Answer refused = ask(name);
        EXPECT_EQ(refused.code, Rcode::refused);
        EXPECT_FALSE(refused.authoritative);
        EXPECT_TRUE(refused.authority.empty());
    }
    EXPECT_EQ(answer({}, {Name::parse("example.com"), RecordType::a}).code, Rcode::refused);
}

TEST_F(Answers, do_without_a_start_of_authority) {
    const std::vector<Zone> bare{Zone{Name::parse("example.com")}};
    const Answer found = answer(bare, {Name::parse("www.example.com"), RecordType::a});
    EXPECT_EQ(found.code, Rcode::no_such_name);
    EXPECT_TRUE(found.authority.empty());
    EXPECT_EQ(answer(bare, {Name::parse("example.com"), RecordType::a}).code, Rcode::no_error);
}

}  // namespace
}  // namespace certwright::sandbox
